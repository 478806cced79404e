/**
 * README.md of this folder: every program, its cases and the primitives that its document uses, read from the documents and the tests.
 * `node test/programs/table.mjs` writes it; a test fails where it is not what this makes.
 */
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

const here = fileURLToPath(new URL('.', import.meta.url))
const some = (value) => value !== undefined && (Array.isArray(value) ? value : Object.keys(value)).length > 0
/** Every object within a document. */
const within = (value) =>
  typeof value !== 'object' || value === null ? [] : [value, ...Object.values(value).flatMap(within)]
const has =
  (...keys) =>
  (program) =>
    within(program).some((one) => !Array.isArray(one) && keys.every((key) => key in one))

/** By primitive: whether a document uses it. */
export const primitives = {
  metric: ({ metrics }) => some(metrics),
  window: (program) => some(program.windows) || has('window')(program.metrics),
  variant: (program) => has('cases', 'else')(program) || has('by', 'use')(program),
  guard: (program) =>
    has('guard')(program) || Object.values(program.metrics).some((metric) => metric.else === 'exempt'),
  scale: ({ score }) => score !== undefined && has('scale')(score),
  combine: ({ score }) => score !== undefined,
  account: ({ accounts }) => some(accounts),
  condition: (program) =>
    ['when', 'enter', 'keep', 'requires', 'starts', 'ends', 'done', 'needs', 'audience'].some((key) =>
      has(key)(program),
    ),
  ladder: ({ ladders }) => ladders.some(({ tiers }) => tiers.length > 1 || tiers.some(({ enter }) => enter)),
  cohort: ({ cohorts }) => some(cohorts),
  review: ({ reviews }) => some(reviews),
  transition: ({ ladders }) =>
    ladders.some(({ transition: { promote, demote, ...more } }) => promote !== demote || some(more)),
  override: ({ overrides }) => some(overrides),
  scope: ({ ladders }) => ladders.some(({ scope }) => scope),
  benefit: ({ benefits }) => some(benefits),
  task: ({ tasks }) => some(tasks),
}

/** The cases that a test plays, in its order: the first word of each row's name that is a number of a case. */
const casesOf = (folder, name) => {
  const file = `${here}${folder}${name}.test.ts`
  if (!existsSync(file)) return []
  const found = [...readFileSync(file, 'utf8').matchAll(/(?:name: |row\(\s*)[`']([A-Z]+\d*-?\d*)[ `']/g)].map(
    ([, id]) => id,
  )
  return found.filter((id, place) => /\d/.test(id) && found.indexOf(id) === place)
}

const programsIn = (folder) =>
  readdirSync(here + folder)
    .filter((name) => name.endsWith('.json'))
    .sort()
    .map((file) => ({
      file: folder + file,
      program: JSON.parse(readFileSync(here + folder + file, 'utf8')),
      cases: casesOf(folder, file.replace('.json', '')),
    }))

/** Files that are another version of a program are played by the test of the newest; what they are played with stands there. */
const playedBy = {
  'airbnb-superhost.json': 'test/cli/superhost.test.ts',
  'jd-members-2014.json': 'with `jd-members.json`',
  'salesforce-appexchange-fy22.json': 'with `salesforce-appexchange.json`',
  'sephora-beauty-insider-2014.json': 'with `sephora-beauty-insider.json`',
  'world-of-hyatt-2018.json': 'with `world-of-hyatt.json`',
}

const rowsOf = (folder) =>
  programsIn(folder).map(({ file, program, cases }) => {
    const used = Object.keys(primitives).filter((name) => primitives[name](program))
    const played = cases.length > 0 ? cases.join(', ') : (playedBy[file] ?? '')
    return `| ${program.name.en} ${program.version} | [${file}](${file}) | ${played} | ${used.join(', ')} |`
  })

const head = ['| program | file | cases | primitives |', '|---|---|---|---|']

export const table = () =>
  [
    '# Published programs',
    '',
    'Each is one document of the language and nothing else. Where a rule was read, and how what its text leaves open was decided, stands in the `note` of the document; what a benefit costs is told by no source and invented. A test beside it plays its cases: records in, what stands out; a row that reads the rule another way changes the text of the document in one place.',
    '',
    'Made by `node test/programs/table.mjs` from the documents and the tests; primitives are those that a document uses.',
    '',
    ...head,
    ...rowsOf(''),
    '',
    '## More of the kind',
    '',
    'Programs of nobody, which combine what the published ones have apart.',
    '',
    ...head,
    ...rowsOf('more/'),
    '',
  ].join('\n')

if (process.argv[1] === fileURLToPath(import.meta.url)) writeFileSync(`${here}README.md`, table())
