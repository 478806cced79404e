/** A program that moves points in every way: earned with a term, taken back, held, captured, released, spent, adjusted, and lapsing. */
import type { Plan } from '../../src/plan/plan.js'
import { compile } from '../../src/plan/compile.js'
import type { Program } from '../../src/schema/program.js'
import { program } from '../../src/schema/program.js'
import { readValue } from '../../src/schema/read.js'

const text = (en: string, zhCN: string) => ({ en, 'zh-CN': zhCN })

export const barProgram = {
  tierkit: 1,
  program: 'bar',
  version: '2026-01',
  inForce: '2026-01-01',
  zone: 'Asia/Shanghai',
  currency: 'CNY',
  name: text('Bar', '酒吧'),
  events: {
    glass: { name: text('Glass sold', '售出一杯'), undoneBy: 'broken' },
    broken: { name: text('Glass broken', '摔碎一杯') },
  },
  fields: {},
  windows: { thisMonth: { current: 'month' } },
  reviews: { monthly: { every: 'month', day: 1 } },
  metrics: { glasses: { count: 'glass', window: 'thisMonth', name: text('Glasses', '杯数') } },
  ladders: [
    {
      id: 'level',
      main: true,
      name: text('Level', '等级'),
      transition: { promote: 'monthly', demote: 'monthly' },
      tiers: [
        { id: 'basic', name: text('Basic', '基础') },
        { id: 'gold', name: text('Gold', '黄金'), enter: { glasses: { gte: 5 } } },
      ],
    },
  ],
  accounts: [
    {
      id: 'corks',
      name: text('Corks', '软木塞'),
      start: 100,
      earn: [{ on: 'glass', points: 10 }],
      expires: { days: 40 },
      spend: 'oldestFirst',
      undo: 'sameLots',
    },
  ],
  benefits: [
    {
      id: 'bottle',
      kind: 'price',
      name: text('Bottle', '一瓶酒'),
      requires: { level: { gte: 'basic' } },
      takes: { corks: 30 },
      hold: { days: 10 },
      cost: 100,
    },
    {
      id: 'boost',
      kind: 'traffic',
      name: text('Boost', '加权'),
      requires: { level: { gte: 'basic' } },
      takes: { corks: 20 },
      cost: 100,
    },
  ],
}

export function barPlan(): Plan {
  const { value, issues } = readValue(barProgram, program)
  if (!value) throw new Error(JSON.stringify(issues))
  const compiled = compile([value as Program])
  if (!compiled.value) throw new Error(JSON.stringify(compiled.issues))
  return compiled.value
}

export const barRecord = { id: 'm1', joinedAt: '2026-02-01T00:00:00+08:00', revision: 0 }
export const barOpensMs = Date.parse('2026-02-01T00:00:00+08:00')
