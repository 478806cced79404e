// Writes docs/hosts.md from what the last whole run of `npm run test:hosts` saw: node demo/hosts/table.mjs
import { readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { hosts } from './hosts.mjs'
import { linesOf } from './lines.mjs'

const root = fileURLToPath(new URL('../..', import.meta.url))

/** The page, from rows by the host's name: how many checks passed of how many, the shift of its layout, and its scripts in KB. */
export function hostsPage(seen) {
  const rows = hosts.map((host) => {
    const { passed, of, shift, kb } = seen[host.name]
    return `| [${host.title}](../demo/hosts/${folderOf(host)}) | ${passed} of ${of} | ${linesOf(host)} | ${host.tried ?? ''} | ${shift} | ${kb.toFixed(0)} |`
  })
  return `# Hosts

<!-- Written by \`node demo/hosts/table.mjs\` after \`npm run test:hosts\`. -->

Small back-offices of many stacks stand in \`demo/hosts\`, each with the five elements on its page, written as an owner of that stack would write it. Each is built for production and driven in Chromium:

1. all five elements get ready,
2. nothing has jumped while they did (cumulative layout shift 0),
3. properties that change reach them,
4. what a person asks for is heard by the page, which takes over,
5. the page's dark mode and brand color reach them at once,
6. so does its language,
7. they are taken away and brought back, twice,
8. the console says nothing, and no policy was violated.

\`\`\`sh
npm run test:hosts
npm run hosts
\`\`\`

The second command serves them all, to look at.

| host | checks passed | lines that name the kit | lines of a newcomer | layout shift | all scripts of the page, KB brotli |
| --- | --- | --- | --- | --- | --- |
${rows.join('\n')}

The scripts are the whole page's, the framework and its components included. Lines that name the kit are those of the page with everything it does here: other data, a theme, events. Lines of a newcomer are those that somebody who had only these docs added or changed in a page of that stack, until all five elements were there; data and copied files not counted. Two versions of the kit on one page have one warning in the console, as they must. In Ant Design, Element Plus and TDesign the elements are also compared with the host's own button and card, in color, corner and font, in light and dark.
`
}

const folderOf = ({ name, head, hasPart }) =>
  head ? (['old-libraries', 'reset'].includes(name) ? name : 'plain') : hasPart ? 'sub-app' : name

if (process.argv[1] === fileURLToPath(import.meta.url))
  writeFileSync(
    `${root}docs/hosts.md`,
    hostsPage(JSON.parse(readFileSync(`${root}reports/hosts.json`, 'utf8'))),
  )
