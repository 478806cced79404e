/** Overrides, benefits and tasks as data that `core` reads. */
import type { Benefit } from '../schema/benefit.js'
import type { Override } from '../schema/override.js'
import type { Factor } from '../schema/score.js'
import type { Text } from '../schema/text.js'
import type { Task } from '../schema/task.js'
import type { Build, Compiler, Path } from './build.js'
import { eventsUnder } from './reach.js'
import { numberOf } from './subject.js'
import { filterOf } from './where.js'
import type { BenefitPlan, OverridePlan, TaskPlan } from './plan.js'

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
    if (place < 0) compiler.build.unknown(tier, 'tier', compiler.tiers[ladder]!.ids, [...path, ladder])
    else places[ladder] = place
  }
  return places
}

export const overridePlan = (compiler: Compiler, override: Override, path: Path): OverridePlan => {
  const { build } = compiler
  const grant = override.kind === 'grant' ? override : null
  const sanction = override.kind === 'sanction' ? override : null
  const protect = override.kind === 'protect' ? override : null
  if ('on' in override) build.expect(override.on, ['event'], [...path, 'on'])
  for (const [place, id] of (grant?.open ?? []).entries())
    build.expect(id, ['benefit'], [...path, 'open', place])
  const suspended = sanction?.suspend && 'benefits' in sanction.suspend ? sanction.suspend.benefits : []
  for (const [place, id] of suspended.entries())
    build.expect(id, ['benefit'], [...path, 'suspend', 'benefits', place])
  for (const [place, id] of (sanction?.freeze ?? []).entries())
    build.expect(id, ['ladder'], [...path, 'freeze', place])
  for (const [place, id] of (protect?.ladders ?? []).entries())
    build.expect(id, ['ladder'], [...path, 'ladders', place])
  const starts = 'starts' in override ? compiler.condition(override.starts, null, [...path, 'starts']) : null
  const ends = override.ends ? compiler.condition(override.ends, null, [...path, 'ends']) : null
  return {
    id: override.id,
    kind: override.kind,
    name: override.name,
    ...(override.note && { note: override.note }),
    on: 'on' in override ? override.on : null,
    where:
      'on' in override && override.where
        ? filterOf(compiler, override.where, override.on, null, [...path, 'where'])
        : null,
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
    ladders: protect?.ladders ?? null,
  }
}

export const benefitPlan = (compiler: Compiler, benefit: Benefit, path: Path): BenefitPlan => {
  const { build } = compiler
  const { given } = benefit
  if (given && 'at' in given) compiler.review(given.at, [...path, 'given', 'at'])
  if (benefit.lasts && !given) build.issue('missingKey', path, { key: 'given' })
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
    choose: benefit.choose ? choicePlan(build, benefit.choose, [...path, 'choose']) : null,
    given: given ?? null,
    lasts: benefit.lasts ?? null,
    hold: benefit.hold ?? null,
    stock: benefit.stock ?? null,
  }
}

const choicePlan = (
  build: Build,
  choose: NonNullable<Benefit['choose']>,
  path: Path,
): BenefitPlan['choose'] => {
  const { pick, within, else: rest = null } = choose
  const options = choose.options.map(({ id, name, note }) => ({ id, name, ...(note && { note }) }))
  const ids = options.map(({ id }) => id)
  if (rest !== null && !ids.includes(rest)) build.unknown(rest, 'option', ids, [...path, 'else'])
  return { pick, within, else: rest, options }
}

export const taskPlan = (compiler: Compiler, task: Task, path: Path): TaskPlan => {
  const { build } = compiler
  const done = compiler.condition(task.done, null, [...path, 'done'])
  const audience = task.audience ? compiler.condition(task.audience, null, [...path, 'audience']) : null
  const moves = Object.entries(task.moves).flatMap(([metric, move]) => {
    const at: Path = [...path, 'moves', metric]
    const subject = numberOf(compiler, metric, null, at)
    if (!subject) return []
    const { node } = subject
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
    area: areaOf(compiler, task.area, [...path, 'area']),
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

const areaOf = ({ build, program }: Compiler, id: string, path: Path): TaskPlan['area'] => {
  const named = new Map<string, Text>(Object.entries(program.areas ?? {}))
  const nameAll = (factors: readonly Factor[]): void => {
    for (const factor of factors) {
      named.set(factor.id, factor.name)
      if ('factors' in factor) nameAll(factor.factors)
    }
  }
  nameAll(program.score?.factors ?? [])
  const name = named.get(id)
  if (!name) build.unknown(id, 'area', [...named.keys()], path)
  return { id, name: name ?? { en: id, 'zh-CN': id } }
}
