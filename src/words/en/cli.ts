/** The words of the command line, in English. Options, files and ids are not translated. */

const plural = (count: string, one: string): string => `${count} ${one}${count === '1' ? '' : 's'}`

export const cli = {
  usage: `tierkit: check a program, see which tier each of its merchants has earned, preview what a change of it does, and take it to a
warehouse as SQL

  tierkit check P.json [P2.json ...]

  what is wrong with a program, by file, line and column, with a fix: mistakes that stop it from working (error), and what
  it probably does not mean (warning). Several files are versions of one program.

  --strict             end with 1 for warnings too
  --json               for tools: a list of { file, line, column, severity, code, path, params, text, fix }

  tierkit score --program P.json --merchants M.csv|M.json --at DATE

  --program FILE       the program: one, or a list of its versions
  --merchants FILE     CSV with a merchant a row, or JSON records; places among peers are counted over all of the file,
                       but what records bring in \`peers\` stays
  --at DATE            the instant to score for: 2024-10-01 (in the program's zone), or with time and offset
  --map COLUMN=NAME    a CSV column and what it gives: id, joinedAt, asOf, a metric, a field, a ladder (the tier held);
                       without it columns are found by name, so reviews_12m gives reviews12m. May be repeated
  --fraction COLUMN    a CSV column whose numbers are fractions of 1, to be read as percent. May be repeated
  --ladder KEY         another ladder than the main one
  --against COLUMN     compare with what is known: a column of yes and no (1, 0) for the highest tier, or of tiers;
                       COLUMN=TIER: yes means that tier or a higher one
  --json, --csv        for tools, instead of a table

  tierkit score --explain --program P.json --merchant R.json [--at DATE]

  how one merchant stands: score, tiers, conditions, what to do next, benefits, points, and the reasons of the last change

  --merchant FILE      a JSON record, or a list of them with --id ID, among whom places are counted
  --at DATE            now unless said
  --ladder KEY         the ladder whose path and reasons are shown, unless the main one
  --json               for tools: { standing, reasons }

  tierkit preview --program DRAFT.json --against P.json --merchants M.csv|M.json [--at DATE]

  what a draft does to every merchant, beside the published program: who stands where, who moves and why, who is near a mark,
  what benefits cost, and whether it may be published

  --program FILE       the draft; --against FILE: the published program
  --at DATE, --map COLUMN=NAME, --fraction COLUMN, --ladder KEY   as above; merchants that cannot be read are named and left out
  --by NAME            the number whose concentration and return are told: a metric, a field or a column of numbers
  --max-demoted 2%     guard rails: at most so many of all merchants fall
  --max-cost 5%        at most so much more cost; without % in the smallest unit of the currency
  --target 45/35/20    each tier's share in percent, the lowest first (for three tiers this unless said)
  --tolerance 5        how many points each tier may be off its target (5 unless said, where --target is given)
  --json               for tools

  tierkit sql --program P.json --dialect postgresql|duckdb|clickhouse

  the program as one query: points by factor, score, earned tier and what the next tier asks and is not met, the same as
  \`score\` says to the last bit. It lists the columns that the table needs

  --from merchants     a table with one row a merchant (unless said)
  --from events        also a table with one row an event, from which the metrics are counted by window
  --at DATE            the review, now unless said: which version is in force, and what has gone by up to it
  --ladder KEY         another ladder than the main one
  --table NAME         the table of merchants, or schema.table, unless it is merchants; --events NAME: of events
  --column NAME        a column that the table has besides, such as a ratio that is not to be derived. May be repeated

  --lang en|zh-CN      the language of what is said (default en)

check ends with 1 where it finds an error, preview where a guard rail breaks. All end with 2 where the input cannot be read; then
nothing is scored, previewed or checked.`,

  faults: {
    noCommand: 'There is no command. Those there are: check, score, preview, sql.',
    unknownCommand: (found: string) =>
      `There is no command \`${found}\`. Those there are: check, score, preview, sql.`,
    unknownOption: (found: string, nearest: string) =>
      `There is no option \`${found}\`.${nearest === '' ? '' : ` Did you mean \`${nearest}\`?`}`,
    noValue: (option: string) => `\`${option}\` needs a value.`,
    twice: (option: string) => `\`${option}\` stands twice.`,
    missing: (option: string) => `\`${option}\` is missing.`,
    noFile: 'There is no file: write tierkit check P.json.',
    notBoth: 'Either `--json` or `--csv`, not both.',
    unreadable: (file: string, why: string) => `\`${file}\` cannot be read (${why}).`,
    badLanguage: (found: string) => `\`${found}\` is not a language here: en or zh-CN.`,
    badAt: (found: string) => `\`${found}\` is not a date: write 2024-10-01, or 2024-10-01T09:30:00+08:00.`,
    notOneOf: (option: string, found: string, known: string) =>
      `\`${option}\` is not \`${found}\`: ${known}.`,
    badMap: (found: string) => `\`${found}\` is not a mapping: write --map column=name.`,
    notExplained: (option: string) =>
      `\`${option}\` does not go with \`--explain\`, which is for one merchant.`,
    whichMerchant: (count: string) => `The file has ${plural(count, 'merchant')}: say which with --id ID.`,
    unknownMerchant: (found: string) => `There is no merchant \`${found}\` in the file.`,
    onlyCsv: (option: string) => `\`${option}\` is for CSV; records say by name what they hold.`,
    unknownLadder: (found: string, known: string) => `There is no ladder \`${found}\`: ${known}.`,
    unknownTier: (found: string, known: string) => `There is no tier \`${found}\`: ${known}.`,
    badPercent: (option: string, found: string) =>
      `\`${option}\` is a percent from 0: write 2%, not \`${found}\`.`,
    badCost: (found: string) =>
      `\`--max-cost\` is a percent or a whole amount: write 5% or 200000, not \`${found}\`.`,
    badTarget: (found: string) =>
      `\`--target\` is a share in percent for each tier, 100 together: write 45/35/20, not \`${found}\`.`,
    otherTarget: (found: string, tiers: string) =>
      `\`--target\` has ${plural(found, 'share')}, and the draft ${plural(tiers, 'tier')}.`,
    noTarget:
      'For `--tolerance`, say each share with `--target`: there is one by itself for three tiers only.',
    unknownNumber: (found: string, known: string) => `There is no number \`${found}\` in the file: ${known}.`,
    seeHelp: 'tierkit --help says how it goes.',
  },

  check: {
    error: 'error',
    warning: 'warning',
    summary: (errors: string, warnings: string, files: string) =>
      `${plural(errors, 'error')}, ${plural(warnings, 'warning')} in ${plural(files, 'file')}.`,
    nothing: (files: string) => `Nothing wrong in ${plural(files, 'file')}.`,
  },

  at: (row: string, column: string) => `row ${row}, column ${column}`,
  inRow: (row: string) => `row ${row}`,
  fixAt: (where: string, fix: string) => (where === '' ? fix : `${where}: ${fix}`),
  nothingScored: (count: string) => `${plural(count, 'issue')}. Nothing was scored.`,

  columns: 'Columns',
  read: (column: string, name: string) => (column === name ? name : `${column} as ${name}`),
  unused: 'Not used',
  unknown: 'In no column, so unknown',
  meant: (column: string, name: string) => `\`${column}\` is not used; did you mean \`${name}\`?`,
  unscored: (names: string) =>
    `WARNING: the score counts what is unknown for every merchant: ${names}. Give it, or name its column with --map COLUMN=NAME.`,
  unranked: (cohorts: string) =>
    `Places among peers (${cohorts}) are unknown: they are counted over many merchants, and the record brings no \`peers\`. Give the whole file of merchants, or records with \`peers\`.`,
  forgotten: (rules: string) =>
    `WARNING: no column says what past reviews found, so none of them counts as met: ${rules}. Records with \`held\` bring it.`,
  pastRule: (names: string, review: string, ofLast: string | null) =>
    ofLast === null ? `${names} (${review}, in a row)` : `${names} (${review}, the last ${ofLast})`,
  looksLikeFraction: (column: string) =>
    `Every value of ${column} lies between 0 and 1, and is read as percent: 0.9 is 0.9 %. If they are fractions, add --fraction ${column}.`,

  reviewedAt: (program: string, ladder: string, at: string) => `${program} · ${ladder}, if reviewed on ${at}`,
  merchant: 'Merchant',
  score: 'Score',
  held: 'Held',
  earned: 'Earned',
  lacks: 'Not met for the next tier',
  merchants: (count: string) => plural(count, 'merchant'),
  share: 'Share',
  none: '(none)',
  all: 'All',

  against: (column: string, known: string, all: string) => `Against ${column}, known for ${known} of ${all}`,
  givenYes: (column: string) => `${column}: yes`,
  givenNo: (column: string) => `${column}: no`,
  earnedTier: (tier: string) => `earned ${tier}`,
  notEarned: (tier: string) => `not ${tier}`,
  agreement: 'Agreement',
  precision: 'Precision',
  recall: 'Recall',
  // what is divided, so that nobody has to look it up
  of: (part: string, whole: string) => `${part} of ${whole}`,
}
export type CliWords = typeof cli
