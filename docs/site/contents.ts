/** What the site holds, in the order in which it is read: section by section, a file of docs/ and what the sidebar calls it. */
export interface Section {
  readonly name: string
  readonly pages: readonly (readonly [file: string, label: string])[]
}

export const sections: readonly Section[] = [
  {
    name: 'Start',
    pages: [
      ['docs/README.md', 'What it is'],
      ['docs/start/README.md', 'Which start is yours'],
      ['docs/package.md', 'The package'],
      ['docs/hosts.md', 'Hosts that are driven'],
    ],
  },
  {
    name: 'Five minutes with',
    pages: [
      ['docs/start/html.md', 'Plain HTML'],
      ['docs/start/jquery.md', 'jQuery'],
      ['docs/start/server-pages.md', 'PHP, Rails and the like'],
      ['docs/start/react.md', 'React'],
      ['docs/start/vue.md', 'Vue'],
      ['docs/start/angular.md', 'Angular'],
      ['docs/start/svelte.md', 'Svelte'],
      ['docs/start/preact.md', 'Preact'],
      ['docs/start/solid.md', 'Solid'],
      ['docs/start/ant-design.md', 'Ant Design'],
      ['docs/start/element-plus.md', 'Element Plus'],
      ['docs/start/tdesign.md', 'TDesign'],
      ['docs/start/micro-frontends.md', 'Micro-frontends'],
      ['docs/start/strict-csp.md', 'A strict CSP'],
      ['docs/start/old-browsers.md', 'Old browsers'],
      ['docs/start/server-rendering.md', 'Server rendering'],
    ],
  },
  {
    name: 'Guides',
    pages: [
      ['docs/theming.md', 'Theming'],
      ['docs/program.md', 'Writing a program'],
      ['docs/adapter.md', 'Writing an adapter'],
      ['docs/languages.md', 'Languages'],
      ['docs/preview.md', 'Preview of a change'],
      ['docs/sql.md', 'A program as SQL'],
    ],
  },
  {
    name: 'Points and servers',
    pages: [
      ['docs/commands.md', 'Commands'],
      ['docs/sending.md', 'Sending and the outbox'],
      ['docs/browser-log.md', 'A log in the browser'],
      ['docs/server.md', 'The reference server'],
    ],
  },
  {
    name: 'Elements',
    pages: [
      ['docs/elements/README.md', 'All elements'],
      ['docs/elements/provider.md', 'tk-provider'],
      ['docs/elements/score-gauge.md', 'tk-score-gauge'],
      ['docs/elements/tier-ladder.md', 'tk-tier-ladder'],
      ['docs/elements/task-checklist.md', 'tk-task-checklist'],
      ['docs/elements/benefit-wallet.md', 'tk-benefit-wallet'],
      ['docs/elements/points-ledger.md', 'tk-points-ledger'],
      ['docs/elements/tier-preview.md', 'tk-tier-preview'],
      ['docs/elements/tokens.md', 'Tokens'],
    ],
  },
  {
    name: 'The program language',
    pages: [
      ['docs/reference/README.md', 'All of it'],
      ['docs/reference/program.md', 'The document'],
      ['docs/reference/record.md', 'Record'],
      ['docs/reference/dictionary.md', 'Dictionary'],
      ['docs/reference/metric.md', 'Metric'],
      ['docs/reference/window.md', 'Window'],
      ['docs/reference/variant.md', 'Variant'],
      ['docs/reference/guard.md', 'Guard'],
      ['docs/reference/scale.md', 'Scale'],
      ['docs/reference/combine.md', 'Score'],
      ['docs/reference/account.md', 'Account'],
      ['docs/reference/condition.md', 'Condition'],
      ['docs/reference/ladder.md', 'Ladder'],
      ['docs/reference/cohort.md', 'Cohort'],
      ['docs/reference/review.md', 'Review'],
      ['docs/reference/transition.md', 'Transition'],
      ['docs/reference/override.md', 'Override'],
      ['docs/reference/scope.md', 'Scope'],
      ['docs/reference/benefit.md', 'Benefit'],
      ['docs/reference/task.md', 'Task'],
      ['docs/reference/terms.md', 'Terms'],
    ],
  },
  {
    name: 'What is promised',
    pages: [
      ['docs/security.md', 'Security'],
      ['docs/accessibility.md', 'Accessibility'],
      ['docs/browsers.md', 'Browsers'],
      ['docs/sizes.md', 'Sizes'],
      ['docs/versions.md', 'Versions'],
      ['CHANGELOG.md', 'Changes'],
      ['docs/mutation/README.md', 'Mutation tests'],
    ],
  },
]

/** What is served as it is, for live examples and pictures: the name below `files/`, and the file. */
export const served: Readonly<Record<string, string>> = {
  'program.json': 'docs/first/program.json',
  'whole-program.json': 'docs/first/whole-program.json',
  'merchant.json': 'docs/first/merchant.json',
  'store-score.json': 'demo/programs/store-score.json',
  'lotus-kitchen.json': 'demo/merchants/lotus-kitchen.json',
  'merchant-page.png': 'docs/merchant-page.png',
}
