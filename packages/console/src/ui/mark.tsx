/** The mark: a gate within a gate. */
export function Mark({ size = 24 }: { readonly size?: number }) {
  return (
    <svg width={size} height={size} viewBox="0 0 32 32" aria-hidden="true">
      <rect width="32" height="32" rx="7" fill="var(--accent-fill)" />
      <path
        d="M7 26V15.5a9 9 0 0 1 18 0V26"
        fill="none"
        stroke="#fff"
        strokeWidth="2.6"
        strokeLinecap="round"
      />
      <path d="M12.5 26v-9.5a3.5 3.5 0 0 1 7 0V26z" fill="#fff" />
    </svg>
  )
}
