import type { Evidence, PathStanding, TaskStanding } from '../../../src/schema/standing.js'
import type { Text } from '../../../src/schema/text.js'
import { areas } from './score.js'
import { tierNames } from './ladder.js'
import { compare, day, say, subjects, tierAtLeast } from './said.js'

const points = say('Points', '积分')
const term = (last: string, at: string) => ({ at: day(at), validThrough: day(last) })
const endOfNovember = term('2026-11-30', '2026-12-01')

function task(
  id: string,
  name: Text,
  area: keyof typeof areas,
  done: Evidence,
  more: Partial<TaskStanding>,
): TaskStanding {
  const part =
    done.kind === 'compare' && done.have !== null && done.need ? Math.min(1, done.have / done.need) : null
  return {
    id,
    name,
    area: areas[area],
    state: done.met ? 'done' : 'open',
    why: null,
    done,
    progress: done.met ? 1 : part,
    each: null,
    streak: 0,
    doneAt: null,
    deadline: endOfNovember,
    effortMinutes: 0,
    gain: 0,
    reward: [],
    given: 'posted',
    link: null,
    ...more,
  }
}
const reward = (amountPoints: number) => [{ account: 'points', name: points, amountPoints }]
const link = (path: string) => `https://example.com/merchant/${path}`

/** Nine tasks; the first three are the path to Platinum. */
export function lotusTasks(): TaskStanding[] {
  const s = subjects
  return [
    task(
      'replyMore',
      say('Reply to 4 more reviews within 24 h', '24 小时内再回复 4 条评价'),
      'service',
      compare(s.replies, 82, 'gte', 90),
      { gain: 16, effortMinutes: 20, reward: reward(200), link: link('reviews') },
    ),
    task(
      'dishPhotos',
      say('Add photos to 6 dishes', '为 6 道菜补充图片'),
      'product',
      compare(s.dishes, 34, 'gte', 40),
      {
        gain: 12,
        effortMinutes: 40,
        reward: reward(300),
        deadline: term('2026-11-28', '2026-11-29'),
        link: link('menu'),
      },
    ),
    task(
      'storeDetails',
      say('Fill in 2 store details', '补全 2 项门店信息'),
      'info',
      compare(s.details, 22, 'gte', 24),
      {
        note: say('Missing: holiday hours, step-free entrance', '缺少：节假日营业时间、无障碍入口'),
        gain: 10,
        effortMinutes: 5,
        reward: reward(100),
        link: link('store'),
      },
    ),
    task(
      'weeklySpecial',
      say('Post a weekly special', '每周发布一款特色菜'),
      'platform',
      compare(s.specials, 0, 'gte', 1),
      {
        each: 'week',
        streak: 5,
        effortMinutes: 10,
        reward: reward(100),
        deadline: term('2026-11-22', '2026-11-23'),
        link: link('specials'),
      },
    ),
    task(
      'winterWarmers',
      say('Join the Winter Warmers campaign', '报名“暖冬”活动'),
      'platform',
      compare(s.campaigns, 2, 'gte', 2),
      {
        state: 'pending',
        doneAt: '2026-11-19T14:20:00+08:00',
        reward: reward(300),
        deadline: term('2026-11-23', '2026-11-24'),
      },
    ),
    task(
      'storefront',
      say('Add storefront photos', '上传门头照片'),
      'platform',
      compare(s.photos, 29, 'gte', 10),
      {
        state: 'claimed',
        doneAt: '2026-11-03T16:05:00+08:00',
        reward: reward(200),
        deadline: null,
      },
    ),
    task('livestream', say('Host a livestream', '开一场直播'), 'platform', compare(s.lives, 0, 'gte', 1), {
      state: 'locked',
      why: tierAtLeast(3, tierNames.platinum!, 2, tierNames.gold!),
      reward: reward(500),
      effortMinutes: 90,
      deadline: null,
    }),
    task(
      'onTime',
      say('Bring on-time preparation to 93%', '准时出餐率提升至 93%'),
      'service',
      compare(s.onTime, 90.9375, 'gte', 93),
      { gain: 20, effortMinutes: 180, reward: reward(200), link: link('guide/on-time') },
    ),
    task(
      'fewerRefunds',
      say('Bring the refund rate to 2.0%', '退款率降至 2.0%'),
      'service',
      compare(s.refunds, 2.8125, 'lte', 2),
      {
        gain: 30,
        effortMinutes: 240,
        reward: reward(300),
        progress: 0,
        link: link('guide/refunds'),
      },
    ),
  ]
}

/** Three tasks, 65 minutes, 662 to 700. */
export function lotusPath(): PathStanding {
  return {
    tier: 'platinum',
    name: tierNames.platinum!,
    ladder: 'level',
    reaches: true,
    proof: 'least',
    tried: 12,
    tasks: [
      { id: 'replyMore', gain: 16 },
      { id: 'dishPhotos', gain: 12 },
      { id: 'storeDetails', gain: 10 },
    ],
    gain: 38,
    scoreFrom: 662,
    scoreTo: 700,
    effortMinutes: 65,
    by: day('2026-11-29'),
    blockedBy: [],
  }
}
