/** A program as small as one can be that has something to claim, to use, to choose and to set aside; and one merchant of it. */
const text = (en: string, zhCN: string) => ({ en, 'zh-CN': zhCN })

export const at = '2026-11-21T09:30:00+08:00'

export const cafeProgram = {
  tierkit: 1,
  program: 'cafe',
  version: '2026-01',
  inForce: '2026-01-01',
  zone: 'Asia/Shanghai',
  currency: 'CNY',
  name: text('Café', '咖啡馆'),
  events: { cup: { name: text('Cup sold', '售出一杯') } },
  fields: { menu: { type: 'integer', name: text('Dishes on the menu', '菜单菜品数') } },
  windows: { thisMonth: { current: 'month' } },
  reviews: { monthly: { every: 'month', day: 1 } },
  metrics: { cups: { count: 'cup', window: 'thisMonth', name: text('Cups', '杯数') } },
  ladders: [
    {
      id: 'level',
      main: true,
      name: text('Level', '等级'),
      transition: { promote: 'monthly', demote: 'monthly' },
      tiers: [
        { id: 'basic', name: text('Basic', '基础') },
        { id: 'gold', name: text('Gold', '黄金'), enter: { cups: { gte: 100 } } },
      ],
    },
  ],
  accounts: [
    {
      id: 'beans',
      name: text('Beans', '金豆'),
      earn: [{ on: 'cup', points: 10 }],
      expires: { endOf: 'year', after: { years: 1 } },
      spend: 'oldestFirst',
      undo: 'sameLots',
    },
  ],
  benefits: [
    {
      id: 'boost',
      kind: 'traffic',
      name: text('Boost', '加权'),
      requires: { level: { gte: 'basic' } },
      takes: { beans: 20 },
      quota: { times: 2, each: 'month' },
      cost: 100,
    },
  ],
  areas: { shop: text('Shop', '门店') },
  tasks: [
    {
      id: 'threeCups',
      area: 'shop',
      name: text('Sell 3 cups', '售出 3 杯'),
      done: { cups: { gte: 3 } },
      effortMinutes: 5,
      moves: { cups: { to: 3 } },
      reward: { beans: 100 },
      given: 'claimed',
    },
    {
      id: 'longMenu',
      area: 'shop',
      name: text('Offer 10 dishes', '上架 10 道菜'),
      done: { menu: { gte: 10 } },
      effortMinutes: 60,
      moves: { menu: { to: 10 } },
      reward: { beans: 50 },
    },
  ],
}

export const cafeRecord = {
  id: '7',
  joinedAt: '2026-10-01T00:00:00+08:00',
  fields: { menu: 4 },
  facts: [1, 2, 3].map((n) => ({ id: `cup-${n}`, type: 'cup', at: `2026-11-1${n}T10:00:00+08:00` })),
  revision: 3,
}
