/** Where the next page begins, from `Link: </api/policies?cursor=…>; rel="next"`. */
export function nextCursor(response: Response): string | undefined {
  const next = /<([^>]+)>\s*;\s*rel="?next"?/.exec(response.headers.get('link') ?? '')?.[1]
  return next === undefined
    ? undefined
    : (new URL(next, location.origin).searchParams.get('cursor') ?? undefined)
}
