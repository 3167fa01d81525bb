import type { Json } from '../src/model.ts'

/** The same JSON with the value at one of its places, counted through, replaced. */
export function replaced(json: Json, place: number, by: Json): Json {
  const places: (readonly (string | number)[])[] = []
  const collect = (value: Json, path: readonly (string | number)[]): void => {
    places.push(path)
    if (typeof value === 'object' && value !== null)
      for (const [key, inner] of Object.entries(value)) collect(inner, [...path, key])
  }
  collect(json, [])
  const target = places[place % places.length] ?? []
  const rebuild = (value: Json, [key, ...rest]: readonly (string | number)[]): Json => {
    if (key === undefined) return by
    if (Array.isArray(value))
      return value.map((inner: Json, index) => (String(index) === key ? rebuild(inner, rest) : inner))
    const object = value as { [member: string]: Json }
    return { ...object, [key]: rebuild(object[key] ?? null, rest) }
  }
  return rebuild(json, target)
}
