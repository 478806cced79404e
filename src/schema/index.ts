/** Every document that crosses a border, and the door it comes in by. Importing a schema costs its own size only. */
export { readText, readValue, type Reading } from './read.js'
export { defaultLimits, type Limits } from './limits.js'
export {
  catalogue,
  issueAt,
  type Issue,
  type IssueCode,
  type IssueDocument,
  type IssueParams,
  type IssuePath,
  type Place,
} from './issues.js'
export { findings, type Finding, type FindingCode, type Severity } from './findings.js'
export { program } from './program.js'
export type {
  Account,
  Benefit,
  BenefitKind,
  Choice,
  Cohort,
  Condition,
  Earn,
  Event,
  Factor,
  Field,
  FieldPath,
  Group,
  Guard,
  Id,
  Ladder,
  Limit,
  Mark,
  Metric,
  Override,
  Period,
  Points,
  Program,
  Relative,
  Review,
  Scale,
  Score,
  Span,
  Subjects,
  Task,
  Term,
  Test,
  Tier,
  Transition,
  Value,
  Window,
  WrittenUnit,
} from './program.js'
export { held, record, records, type Decision, type Fact, type Held, type MerchantRecord } from './record.js'
export { recordIssues } from './record-issues.js'
export { command, receipt, type Command, type CommandName, type Receipt } from './command.js'
export { entry, entryPage, type Entry, type EntryPage } from './entry.js'
export { reasons, type Decided, type ReasonInput, type Reasons, type Turned } from './reasons.js'
export {
  standing,
  type AccountStanding,
  type BenefitStanding,
  type Evidence,
  type FactorStanding,
  type LadderStanding,
  type LotStanding,
  type OverrideStanding,
  type PathStanding,
  type ReviewStanding,
  type ScoreStanding,
  type Standing,
  type Subject,
  type TaskStanding,
  type TierStanding,
  type WindowDates,
} from './standing.js'
export type { Text, Unit } from './text.js'
export type { EntryQuery, FailedCommand, View } from './view.js'
export type { AskWhatIf, Changes, Lever, WhatIf } from './what-if.js'
