/** What happens when: windows and reviews, overrides, accounts, benefits and tasks, as data that `core` reads. */
import type { Account, Earn, Points } from '../schema/account.js'
import type { Benefit } from '../schema/benefit.js'
import type { Override } from '../schema/override.js'
import type { Program } from '../schema/program.js'
import type { Task } from '../schema/task.js'
import type { Review, Window } from '../schema/time.js'
import type { Compiler, Path } from './build.js'
import { isZone, type WindowRule } from './calendar.js'
import { filterOf } from './condition.js'
import { eventsUnder } from './reach.js'
import { writtenOf } from './value.js'
import type {
  AccountPlan,
  Amount,
  BenefitPlan,
  EarnPlan,
  OverridePlan,
  ReviewPlan,
  TaskPlan,
} from './plan.js'

const weekdays = ['sunday', 'monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday']

export const windowRule = (window: Window): WindowRule => {
  if ('rolling' in window) return { kind: 'rolling', span: window.rolling }
  if ('past' in window) return { kind: 'past', span: window.past, withCurrent: window.withCurrent === true }
  if ('anniversary' in window) return { kind: 'anniversary', span: window.anniversary }
  return { kind: 'current', period: window.current, from: window.from ?? null }
}

export const reviewPlan = (compiler: Compiler, id: string, review: Review): ReviewPlan => {
  const { build, program } = compiler
  const path: Path = ['reviews', id]
  if ('continuous' in review)
    return {
      id,
      name: null,
      rule: 'continuous',
      cutOff: null,
      takesEffect: null,
      zone: program.zone,
      covers: null,
    }
  if (review.since !== undefined) build.refuse('since', [...path, 'since'])
  const zone = review.zone ?? program.zone
  if (!isZone(zone)) build.issue('unknownZone', [...path, 'zone'], { found: zone })
  const weekday = review.weekday === undefined ? null : weekdays.indexOf(review.weekday.toLowerCase())
  return {
    id,
    name: review.name ?? null,
    rule: { every: review.every, day: review.day ?? 1, nth: review.nth ?? null, weekday },
    cutOff: review.cutOff ?? null,
    takesEffect: review.takesEffect ?? null,
    zone,
    covers: null,
  }
}

/** Places on ladders that an override names. */
const standingOf = (
  compiler: Compiler,
  standing: Record<string, string> | undefined,
  path: Path,
): Record<string, number> => {
  const places: Record<string, number> = {}
  for (const [ladder, tier] of Object.entries(standing ?? {})) {
    if (!compiler.build.expect(ladder, ['ladder'], [...path, ladder])) continue
    const place = compiler.tiers[ladder]!.ids.indexOf(tier)
    if (place < 0)
      compiler.build.issue('unknownName', [...path, ladder], {
        name: tier,
        what: 'tier',
        nearest: compiler.tiers[ladder]!.ids.join(', '),
      })
    else places[ladder] = place
  }
  return places
}

export const overridePlan = (compiler: Compiler, override: Override, path: Path): OverridePlan => {
  const { build } = compiler
  const grant = override.kind === 'grant' ? override : null
  const sanction = override.kind === 'sanction' ? override : null
  if ('on' in override) build.expect(override.on, ['event'], [...path, 'on'])
  for (const [place, id] of (grant?.open ?? []).entries())
    build.expect(id, ['benefit'], [...path, 'open', place])
  const suspended = sanction?.suspend && 'benefits' in sanction.suspend ? sanction.suspend.benefits : []
  for (const [place, id] of suspended.entries())
    build.expect(id, ['benefit'], [...path, 'suspend', 'benefits', place])
  for (const [place, id] of (sanction?.freeze ?? []).entries())
    build.expect(id, ['ladder'], [...path, 'freeze', place])
  const starts = 'starts' in override ? compiler.condition(override.starts, null, [...path, 'starts']) : null
  const ends = override.ends ? compiler.condition(override.ends, null, [...path, 'ends']) : null
  return {
    id: override.id,
    kind: override.kind,
    name: override.name,
    ...(override.note && { note: override.note }),
    on: 'on' in override ? override.on : null,
    starts,
    ends,
    wakes: eventsUnder(compiler, [starts, ends]),
    lasts: override.lasts ?? null,
    floor: standingOf(compiler, grant?.floor, [...path, 'floor']),
    cap: standingOf(compiler, sanction?.cap, [...path, 'cap']),
    open: grant?.open ?? [],
    suspendKinds: sanction?.suspend && 'kinds' in sanction.suspend ? sanction.suspend.kinds : [],
    suspendBenefits: suspended,
    freeze: sanction?.freeze ?? [],
  }
}

const amountOf = (compiler: Compiler, points: Points, event: string | null, path: Path): Amount => {
  const written = typeof points === 'object' && 'give' in points ? [points.give] : writtenOf(points)
  if (written.some((one) => one < 0)) compiler.build.refuse('points below 0', path)
  if (typeof points === 'object' && 'give' in points) {
    if (points.each === 'total') compiler.build.refuse('each: total', [...path, 'each'])
    if (points.of !== undefined && event !== null && !compiler.eventFields(event)[points.of]) {
      compiler.build.issue('unknownName', [...path, 'of'], {
        name: points.of,
        what: 'field',
        nearest: Object.keys(compiler.eventFields(event)).join(', '),
      })
    }
    return { give: points.give, every: points.every, of: points.of ?? null }
  }
  return { value: compiler.number(points, null, path) }
}

const earnPlan = (
  compiler: Compiler,
  account: Account & { earn: Earn[] },
  place: number,
  path: Path,
): EarnPlan => {
  const { build, program } = compiler
  const earn = account.earn[place]!
  const on = 'on' in earn ? earn.on : null
  const at = 'at' in earn ? earn.at : null
  if (on !== null) build.expect(on, ['event'], [...path, 'on'])
  if (at !== null) build.expect(at, ['review'], [...path, 'at'])
  return {
    on,
    at,
    key: `${account.id}.${place}`,
    where: 'on' in earn && earn.where ? filterOf(compiler, earn.where, earn.on, [...path, 'where']) : null,
    when: earn.when ? compiler.condition(earn.when, null, [...path, 'when']) : null,
    points: amountOf(compiler, earn.points, on, [...path, 'points']),
    multiply:
      earn.multiply === undefined ? null : compiler.number(earn.multiply, null, [...path, 'multiply']),
    limit: earn.limit
      ? { points: earn.limit.points, each: earn.limit.each, zone: earn.limit.zone ?? program.zone }
      : null,
    expires: earn.expires ?? null,
    name: earn.name ?? null,
  }
}

export const accountPlan = (compiler: Compiler, account: Account, path: Path): AccountPlan => {
  const { build } = compiler
  const base = {
    id: account.id,
    name: account.name,
    ...(account.note && { note: account.note }),
    worth: account.worth ?? null,
  }
  if ('kept' in account)
    return { ...base, outside: true, start: 0, max: Number.MAX_SAFE_INTEGER, earn: [], expires: null }
  if (account.expires && 'idle' in account.expires) build.refuse('idle', [...path, 'expires'])
  if (account.reset !== undefined) build.refuse('reset', [...path, 'reset'])
  if (account.limits) build.refuse('limits', [...path, 'limits'])
  if (account.min !== undefined && account.min !== 0) build.refuse('min', [...path, 'min'])
  return {
    ...base,
    outside: false,
    start: account.start ?? 0,
    max: account.max ?? Number.MAX_SAFE_INTEGER,
    earn: account.earn.map((_, place) => earnPlan(compiler, account, place, [...path, 'earn', place])),
    expires: account.expires && !('idle' in account.expires) ? account.expires : null,
  }
}

export const benefitPlan = (compiler: Compiler, benefit: Benefit, path: Path): BenefitPlan => {
  const { build } = compiler
  if (benefit.given) build.refuse('given', [...path, 'given'])
  const takes = Object.entries(benefit.takes ?? {}).map(([account, amount]) => {
    build.expect(account, ['account'], [...path, 'takes', account])
    return { account, amount: compiler.number(amount, null, [...path, 'takes', account]) }
  })
  return {
    id: benefit.id,
    name: benefit.name,
    ...(benefit.note && { note: benefit.note }),
    kind: benefit.kind,
    requires: compiler.condition(benefit.requires, null, [...path, 'requires']),
    value: benefit.value === undefined ? null : compiler.number(benefit.value, null, [...path, 'value']),
    unit: benefit.unit ?? (benefit.value === undefined ? null : 'number'),
    cost: compiler.number(benefit.cost, null, [...path, 'cost']),
    takes,
    quota: benefit.quota
      ? {
          times: compiler.number(benefit.quota.times, null, [...path, 'quota', 'times']),
          each: benefit.quota.each,
        }
      : null,
    choose: benefit.choose
      ? {
          pick: benefit.choose.pick,
          within: benefit.choose.within,
          else: benefit.choose.else ?? null,
          options: benefit.choose.options.map(({ id, name, note }) => ({ id, name, ...(note && { note }) })),
        }
      : null,
    stock: benefit.stock ?? null,
  }
}

export const taskPlan = (compiler: Compiler, task: Task, path: Path): TaskPlan => {
  const { build } = compiler
  const done = compiler.condition(task.done, null, [...path, 'done'])
  const audience = task.audience ? compiler.condition(task.audience, null, [...path, 'audience']) : null
  const moves = Object.entries(task.moves).flatMap(([metric, move]) => {
    const at: Path = [...path, 'moves', metric]
    if (!build.expect(metric, ['metric', 'field'], at)) return []
    const node =
      build.kinds.get(metric) === 'field'
        ? build.add({ op: 'leaf', leaf: { from: 'field', id: metric } }, at)
        : (compiler.metric(metric, null, at)?.value ?? build.value(null, at))
    return [
      {
        metric,
        node,
        by: typeof move === 'number' ? move : null,
        to: typeof move === 'number' ? null : move.to,
      },
    ]
  })
  const reward = Object.entries(task.reward ?? {}).map(([account, amountPoints]) => {
    build.expect(account, ['account'], [...path, 'reward', account])
    return { account, amountPoints }
  })
  return {
    id: task.id,
    name: task.name,
    ...(task.note && { note: task.note }),
    area: areaOf(compiler.program, task.area),
    audience,
    done,
    each: task.each ?? null,
    deadline: task.deadline ?? null,
    effortMinutes: task.effortMinutes,
    moves,
    reward,
    given: task.given ?? 'posted',
    link: task.link ?? null,
    wakes: eventsUnder(compiler, [done, audience]),
  }
}

const areaOf = (program: Program, id: string): TaskPlan['area'] => {
  const factors = [...(program.score?.factors ?? [])]
  for (let factor = factors.shift(); factor; factor = factors.shift()) {
    if (factor.id === id) return { id, name: factor.name }
    if ('factors' in factor) factors.push(...factor.factors)
  }
  return { id, name: program.areas?.[id] ?? { en: id, 'zh-CN': id } }
}
