import type { Policy, Statement } from '../../model.ts'
import type { Pack } from './pack.ts'

const anyMethod = ['GET', 'POST', 'DELETE', 'PUT', 'PATCH']
const signedIn = ['profile:standard', 'profile:shared']

/** `rest:` and a path of Cells. */
function paths(prefix: string, ...rest: readonly string[]): string[] {
  return rest.map((one) => `rest:${prefix}${one}`)
}

function grant(
  id: string,
  label: string,
  subjects: readonly string[],
  actions: readonly string[],
  resources: readonly string[],
): Statement {
  return { id, label, effect: 'allow', subjects, actions, resources }
}

const nobody = ['profile:anon']

const publicAccess: Policy = {
  id: 'public-access',
  name: 'Public access',
  description: 'What may be asked before signing in.',
  type: 'rest',
  priority: 0,
  statements: [
    grant('discovery-policy', 'Anyone may discover the server', nobody, ['GET'], ['rest:/config/discovery<.*>']),
    grant('reset-password-policy', 'Anyone may reset a forgotten password', nobody, ['PUT', 'POST'], ['rest:/auth/reset-password<.*>']),
    grant('frontend-state', 'Anyone may load the sign-in page', nobody, ['GET'],
      paths('/frontend/', 'binaries/GLOBAL/<.*>', 'bootconf', 'messages/<.*>', 'plugins/<.*>', 'state', 'auth/state', 'login/connectors')),
    grant('frontend-auth', 'Anyone may begin a session', nobody, ['POST'], ['rest:/frontend/session']),
  ],
} // prettier-ignore

const publicAccessInstall: Policy = {
  id: 'public-access-install',
  name: 'Installation endpoints (first run)',
  description: 'What the first run needs; remove it once the installation is done.',
  type: 'rest',
  priority: 0,
  statements: [grant('install-policy', 'Anyone may install', nobody, ['GET', 'POST'], ['rest:/install'])],
}

const defaultAccesses: Policy = {
  id: 'rest-apis-default-accesses',
  name: 'Logged user and admin user accesses',
  description: 'What people who signed in may ask for, by their profile.',
  type: 'rest',
  priority: 0,
  statements: [
    grant('admin-default-policy', 'Administrators may call everything', ['profile:admin'], anyMethod, ['rest:<.+>']),
    grant('user-default-policy', 'People may use the everyday endpoints', signedIn, anyMethod,
      paths('/', 'user', 'user/<.+>', 'workspace', 'role', 'role/<.+>', 'graph<.+>', 'jobs/user', 'jobs/user<.+>', 'meta<.+>',
        'mailer/send', 'search/nodes', 'share<.+>', 'activity<.+>', 'changes', 'changes<.+>', 'scheduler/hooks/<.+>',
        'tree/create', 'tree/delete', 'tree/restore', 'tree/selection', 'tree/stat/<.+>', 'tree/stats', 'templates',
        'templates<.+>', 'auth/token/document')),
    grant('user-meta-read', 'People may read their bookmarks, tags and namespaces', signedIn, ['GET', 'POST'],
      paths('/user-meta/', 'bookmarks', 'namespace', 'search', 'tags/<.+>')),
    grant('user-meta-put', 'People may change their metadata', signedIn, ['PUT'], ['rest:/user-meta/update']),
    grant('frontend-read', 'People may load the interface', signedIn, ['GET'], ['rest:/frontend/<.*>']),
    grant('frontend-post', 'People may send pictures, enrol and begin sessions', ['profile:standard'], ['POST'],
      paths('/frontend/', 'binaries/USER/<.+>', 'enroll', 'session')),
    grant('frontend-post-shared', 'People with a shared link may send pictures and begin sessions', ['profile:shared'], ['POST'],
      paths('/frontend/', 'binaries/USER/<.+>', 'session')),
  ],
} // prettier-ignore

export const cellsRest: Pack = {
  title: 'Pydio Cells: REST endpoints',
  description: 'The default policies of Pydio Cells 5 for its REST API: who may call what, by profile.',
  differences: [
    'A path is compared without its query string: /user?limit=5 is /user here, and /graph?x=1 is /graph, which the entry for what begins with /graph and goes on does not match.',
    'A path is compared as the backend sees it, normalised before the question; the text of /user/../role is not resolved by the pattern.',
    'Nobody signed in is the subject anonymous:anonymous, whose profile is anon; the subject profile:anon stays as it is.',
    'A subject whose profile is unknown is allowed nothing.',
    'A denied call is answered by the enforcement point, with 403 where Cells says 401.',
    'Names and labels are English sentences; Cells translates keys.',
  ],
  policies: [publicAccess, publicAccessInstall, defaultAccesses],
}
