// What NeoSC's React client does with policies. It uses axios; the same calls are made here with fetch, so that nothing
// needs to be installed: `{}` as the body of the toggle, and the answer's JSON as `data`.

const API = process.env.BASE_URL
const getAuthHeader = () => ({ Authorization: `Bearer ${process.env.TOKEN}` })

const axios = {
  get: (url, config) => send('GET', url, undefined, config),
  patch: (url, data, config) => send('PATCH', url, data, config),
  post: (url, data, config) => send('POST', url, data, config),
}

async function send(method, url, data, { headers }) {
  const body = data === undefined ? {} : { body: JSON.stringify(data) }
  const type = data === undefined ? {} : { 'Content-Type': 'application/json' }
  const response = await fetch(url, {
    method,
    headers: { Accept: 'application/json', ...type, ...headers },
    ...body,
  })
  const answer = await response.json()
  if (!response.ok) throw new Error(`Request failed with status code ${response.status}: ${answer.detail}`)
  return { status: response.status, data: answer }
}

const handleTogglePolicy = async (policyId) => {
  const response = await axios.patch(`${API}/policies/${policyId}`, {}, { headers: getAuthHeader() })
  console.log(response.data.message)
}

const { data: policies } = await axios.get(`${API}/policies`, { headers: getAuthHeader() })
for (const policy of policies) console.log(`${policy.name}: ${policy.enabled ? 'Enabled' : 'Disabled'}`)

await handleTogglePolicy('pol-session-recording')
await handleTogglePolicy('pol-session-recording')

const newPolicy = {
  name: 'Geo-Restriction Policy',
  description: 'Block access from specific countries',
  type: 'network',
  rules: ['Block IPs from sanctioned countries', 'Allow EU and US only', 'Log all blocked attempts'],
  enabled: true,
}

const created = await axios.post(`${API}/policies`, newPolicy, { headers: getAuthHeader() })
console.log(`${created.status} ${created.data.name}: ${created.data.rules.length} rules`)
