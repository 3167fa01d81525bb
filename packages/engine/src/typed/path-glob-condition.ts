import { isString } from '../json.ts'
import type { Truth } from '../model.ts'
import { patternOf } from '../regex/cache.ts'
import { texts, type TypedConditionKind } from './kind.ts'
import { insertable, required, textOption } from './options.ts'

/** A path pattern: `/a/*`, `(i)/a/{b,c}/**`; see `regex/glob.ts`. */
export const pathGlobCondition: TypedConditionKind = {
  takes: texts,
  options: required({ glob: insertable('glob') }),
  inserts: { glob: 'glob' },
  test: ({ value }, options): Truth =>
    isString(value) ? patternOf('glob', textOption(options, 'glob')).test(value) : 'unknown',
}
