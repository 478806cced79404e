// What is changed, and by which tests that should be noticed. What takes long is asked last: most changes are noticed before.
export const sets = {
  /** Programs compiled and evaluated. */
  engine: {
    sources: /^(core|plan)\//,
    // the calendar's years beside Temporal take long, and its own tests stand beside them
    tests: (file) => /^(core|plan)\//.test(file) && !file.includes('calendar-temporal'),
    slow: /law|live|path|lint-range|places/,
    least: 90,
  },
  /** What a merchant owns: points, commands, and their way to the authority. */
  points: {
    sources:
      /^(core\/(ledger|lots|lot-list|undo|commands|commanded)|data\/(authority|chain|fate|outbox|waiting|sending|outcome))\.ts$/,
    tests: (file) =>
      /^(core|ledger)\/|^data\/(adapter|authority|chain|fate|outbox|sending|store|crash)[-.]/.test(file),
    slow: /law|live|path|crash|^ledger/,
    least: 95,
  },
}
