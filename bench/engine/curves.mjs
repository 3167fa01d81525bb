const [width, height] = [760, 420]
const frame = { left: 70, right: 150, top: 30, bottom: 50 }
const colours = { ours: '#2456a6', CASL: '#a65a24', casbin: '#6b3fa0', 'cedar-wasm': '#2f7a4f' }

/** Nanoseconds of a decision over the number of policies, both axes logarithmic, as an SVG picture. */
export function curves({ ten, sizes, peers }) {
  const lines = [
    ['ours', [[10, ten.answer.nanoseconds], ...sizes.map(({ size, answer }) => [size, answer.nanoseconds])]],
    ['CASL', sizes.map(({ size, casl }) => [size, casl.nanoseconds])],
    ['casbin', sizes.flatMap(({ size, casbin }) => (casbin ? [[size, casbin.nanoseconds]] : []))],
    ['cedar-wasm', peers.map(({ size, nanoseconds }) => [size, nanoseconds])],
  ].filter(([, points]) => points.length > 0)
  const most = Math.max(...lines.flatMap(([, points]) => points.map(([, value]) => value)))
  const scale = { x: axis(1, 5, frame.left, width - frame.right), y: axis(2, Math.ceil(Math.log10(most)), height - frame.bottom, frame.top) }
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" font-family="system-ui, sans-serif" font-size="13" role="img">`,
    '<title>Time of a decision by number of policies</title>',
    `<rect width="${width}" height="${height}" fill="#ffffff"/>`,
    ...grid(scale, Math.ceil(Math.log10(most))),
    ...lines.flatMap(([name, points]) => curve(name, points, scale)),
    `<text x="${(frame.left + width - frame.right) / 2}" y="${height - 10}" text-anchor="middle" fill="#333333">policies</text>`,
    '</svg>',
    '',
  ].join('\n')
} // prettier-ignore

/** From powers of ten to places. */
function axis(from, to, start, end) {
  return (value) => start + ((Math.log10(value) - from) / (to - from)) * (end - start)
}

function grid(scale, highest) {
  const names = { 2: '100 ns', 3: '1 µs', 4: '10 µs', 5: '100 µs', 6: '1 ms', 7: '10 ms', 8: '100 ms', 9: '1 s' }
  const rows = Array.from({ length: highest - 1 }, (_, index) => index + 2).flatMap((power) => [
    `<line x1="${frame.left}" x2="${width - frame.right}" y1="${scale.y(10 ** power)}" y2="${scale.y(10 ** power)}" stroke="#dddddd"/>`,
    `<text x="${frame.left - 8}" y="${scale.y(10 ** power) + 4}" text-anchor="end" fill="#333333">${names[power] ?? ''}</text>`,
  ])
  const columns = [1, 2, 3, 4, 5].map(
    (power) => `<text x="${scale.x(10 ** power)}" y="${height - frame.bottom + 20}" text-anchor="middle" fill="#333333">${(10 ** power).toLocaleString('en')}</text>`,
  )
  return [...rows, ...columns]
} // prettier-ignore

function curve(name, points, scale) {
  const places = points.map(([size, value]) => [scale.x(size), scale.y(value)])
  const [lastX, lastY] = places.at(-1)
  return [
    `<polyline fill="none" stroke="${colours[name]}" stroke-width="2.5" points="${places.map(([x, y]) => `${x.toFixed(1)},${y.toFixed(1)}`).join(' ')}"/>`,
    ...places.map(([x, y]) => `<circle cx="${x.toFixed(1)}" cy="${y.toFixed(1)}" r="3.5" fill="${colours[name]}"/>`),
    `<text x="${(lastX + 8).toFixed(1)}" y="${(lastY + 4).toFixed(1)}" fill="${colours[name]}">${name}</text>`,
  ]
} // prettier-ignore
