// Before the first paint: a theme that was set by hand wins over the system's.
try {
  const theme = globalThis.localStorage.getItem('sallyport.theme')
  if (theme === 'light' || theme === 'dark') globalThis.document.documentElement.dataset.theme = theme
} catch {
  // Storage is refused: the system's theme it is.
}
