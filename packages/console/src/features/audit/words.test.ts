import { expect, test } from 'vitest'
import { texts as names } from './action-texts.ts'
import { spanish } from './action-texts.es.ts'
import { actionWords, actorLabel, actorValue, actorWords, resourceWords } from './words.ts'

test('an action has words of its own, or is put together, or keeps its name', () => {
  expect(actionWords('toggle_policy')).toBe('Enable or disable policy')
  expect(actionWords('read_user')).toBe('Read user')
  expect(actionWords('create_audit_view')).toBe('Create saved view')
  expect(actionWords('launch_workspace')).toBe('launch_workspace')
  expect(actionWords('constructor')).toBe('constructor')
})

test('Spanish knows every name that English knows', () => {
  for (const part of ['actions', 'verbs', 'nouns'] as const) {
    expect(Object.keys(spanish[part])).toEqual(Object.keys(names[part]))
  }
})

test('a type of resource is a word, a single one its id', () => {
  expect(resourceWords('policy')).toBe('Policy')
  expect(resourceWords('policy:pol-1')).toBe('policy:pol-1')
  expect(resourceWords('spaceship')).toBe('spaceship')
})

test('an actor is told by address, token or as nobody, and asked for as the facet does', () => {
  const ada = { user_id: 'usr-1', user_email: 'Ada@example.org' }
  const robot = { user_id: null, user_email: null, token_name: 'CI' }
  const stranger = { user_id: null, user_email: 'Eve@example.org' }
  const nobody = { user_id: null, user_email: null, request_id: 'req-1' }
  const all = [ada, robot, stranger, nobody]
  expect(actorWords({ user_id: null, user_email: null })).toBe('Sallyport')
  expect(all.map(actorWords)).toEqual(['Ada@example.org', 'CI', 'Eve@example.org', 'No account'])
  expect(all.map(actorValue)).toEqual(['user:usr-1', 'CI', 'email:eve@example.org', 'anonymous:anonymous'])
  expect(actorLabel('email:eve@example.org')).toBe('eve@example.org')
  expect(actorLabel('user:usr-1', 'ada@example.org')).toBe('ada@example.org')
  expect(actorLabel('anonymous:anonymous')).toBe('No account')
})
