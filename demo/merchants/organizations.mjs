// The named organizations of the index, among some 360 others by industry and size. Each tells one story.
import { at, dayOf, monthsFrom } from './log.mjs'
import { organizationMetrics, organizationRecord, otherOrganizations } from './organization.mjs'
import { uses } from './store.mjs'

const say = (en, zh) => ({ en, 'zh-CN': zh })
const place = (number, en, zh) => say(`Organization ${number} · ${en}`, `组织 ${number} · ${zh}`)
const drills = (...days) => days.map((day) => ['drillHeld', at(day, '15:00:00')])

export const organizations = [
  {
    id: 'open-field',
    number: '71340',
    joined: '2026-05-18',
    ...{ industry: 'manufacturing', size: 'medium', people: 180 },
    name: say('Open Field Tools', '旷野工具'),
    place: place('71340', 'Yongkang, 180 people', '永康 180 人'),
    story: say(
      'The index suffices for Leading, but two-step sign-in bars it',
      '指数已达领先线，但两步验证开启率不足',
    ),
    months: {
      '2026-05': {
        ...{ inStructure: 168, withManager: 128, twoStep: 40, devicesKnown: 104, formsBuilt: 6 },
        ...{ messages: 3_100, answered: 1_740, meetings: 11, approvals: 58, reports: 24 },
      },
      '2026-08': { withManager: 150, devicesKnown: 108, formsBuilt: 9, messages: 3_500, answered: 2_060, meetings: 15, approvals: 66, reports: 30 }, // prettier-ignore
      '2026-10': { inStructure: 178, withManager: 163, twoStep: 86, devicesKnown: 110, formsBuilt: 12, answered: 2_200, meetings: 17, approvals: 71, reports: 34 }, // prettier-ignore
    },
    facts: [...drills('2026-07-14', '2026-10-20'), ...uses('course', '2026-10-27')],
  },
  {
    id: 'bright-path',
    number: '70218',
    joined: '2026-05-06',
    ...{ industry: 'services', size: 'medium', people: 140 },
    name: say('Bright Path Logistics', '明路物流'),
    place: place('70218', 'Chengdu, 140 people', '成都 140 人'),
    story: say(
      'Exemplary: full in every measure, at the 80th percentile of its kind or above',
      '标杆：各项均达同行业同规模 80 分位，全部满分',
    ),
    months: {
      '2026-05': {
        ...{ inStructure: 128, withManager: 104, twoStep: 96, devicesKnown: 98, formsBuilt: 12 },
        ...{ messages: 2_900, answered: 2_050, meetings: 21, approvals: 84, reports: 46 },
      },
      '2026-07': { inStructure: 139, withManager: 130, twoStep: 128, devicesKnown: 121, formsBuilt: 18, answered: 2_500, meetings: 34, approvals: 118, reports: 70 }, // prettier-ignore
      '2026-10': {
        twoStep: 136,
        devicesKnown: 128,
        answered: 2_620,
        meetings: 36,
        approvals: 126,
        reports: 74,
      },
    },
    facts: [
      ...drills('2026-06-11', '2026-09-10'),
      ...uses('training', '2026-10-14'),
      ...uses('course', '2026-10-19', '2026-11-09'),
    ],
  },
  {
    id: 'tall-crane',
    number: '70655',
    joined: '2026-05-11',
    ...{ industry: 'services', size: 'large', people: 820 },
    name: say('Tall Crane Engineering', '鹤立工程'),
    place: place('70655', 'Wuhan, 820 people', '武汉 820 人'),
    story: say(
      'Fewer than 20 of its size: measured against all services',
      '同规模不足 20 家：按服务业整体计分',
    ),
    months: {
      '2026-05': {
        ...{ inStructure: 660, withManager: 430, twoStep: 380, devicesKnown: 350, formsBuilt: 7 },
        ...{ messages: 13_000, answered: 7_300, meetings: 70, approvals: 262, reports: 148 },
      },
      '2026-09': {
        inStructure: 720,
        withManager: 470,
        twoStep: 440,
        answered: 7_600,
        meetings: 76,
        approvals: 280,
      },
    },
    facts: drills('2026-09-22'),
  },
  {
    id: 'iron-gate',
    number: '70931',
    joined: '2026-05-08',
    ...{ industry: 'manufacturing', size: 'large', people: 1_260 },
    name: say('Iron Gate Motors', '铁门电机'),
    place: place('70931', 'Wenling, 1,260 people', '温岭 1,260 人'),
    story: say(
      'Capped at Advanced for 90 days after a data leak, though it earned Leading',
      '数据泄露后 90 天内封顶为先进，原已达领先',
    ),
    months: {
      '2026-05': {
        ...{ inStructure: 1_180, withManager: 930, twoStep: 880, devicesKnown: 900, formsBuilt: 12 },
        ...{ messages: 21_000, answered: 13_800, meetings: 190, approvals: 690, reports: 330 },
      },
      '2026-07': { inStructure: 1_235, withManager: 1_080, twoStep: 990, devicesKnown: 1_010, formsBuilt: 16, answered: 15_600, meetings: 216, approvals: 800, reports: 420 }, // prettier-ignore
    },
    facts: [...drills('2026-06-24', '2026-09-18'), ['leak', at('2026-11-12', '20:15:00')]],
  },
  {
    id: 'new-leaf',
    number: '73802',
    joined: '2026-11-09',
    ...{ industry: 'retail', size: 'small', people: 9 },
    name: say('New Leaf Florists', '新叶花坊'),
    place: place('73802', 'Kunming, 9 people', '昆明 9 人'),
    story: say('Starting: too few messages for an index', '起步：消息数不足，暂无指数'),
    months: {
      '2026-11': {
        ...{ inStructure: 6, withManager: 4, twoStep: 2, devicesKnown: 3, formsBuilt: 1 },
        ...{ messages: 38, answered: 30, meetings: 1, approvals: 4, reports: 5 },
      },
    },
  },
  {
    id: 'quiet-harbor',
    number: '71127',
    joined: '2026-05-20',
    ...{ industry: 'retail', size: 'medium', people: 96 },
    name: say('Quiet Harbor Stores', '静港百货'),
    place: place('71127', 'Weihai, 96 people', '威海 96 人'),
    story: say(
      'Connected, with the professional edition: the data board is open below its grade',
      '在线等级，已购专业版：提前开通数据看板',
    ),
    months: {
      '2026-05': {
        ...{ inStructure: 70, withManager: 34, twoStep: 22, devicesKnown: 30, formsBuilt: 3 },
        ...{ messages: 900, answered: 460, meetings: 5, approvals: 20, reports: 12 },
      },
      '2026-08': { inStructure: 74, withManager: 38, twoStep: 26, answered: 480, meetings: 6, approvals: 22 },
    },
    facts: [['premiumPaid', at('2026-09-15', '11:20:00'), { amountFen: 598_000 }]],
  },
]

/** The index is published on the 5th and counts up to the 1st. */
export const reviewsOfOrganizations = monthsFrom('2026-06', '2026-11').map((month) => ({
  day: dayOf(month, 5),
  counts: dayOf(month, 1),
}))

/** The named organizations and the others, and the metrics that each brings to a review. */
export function organizationPopulation() {
  const named = organizations.map(organizationRecord)
  const byId = new Map(named.map((one) => [one.id, one]))
  const { records, metricsOf } = otherOrganizations()
  return [named, records, (id, day) => metricsOf.get(id)?.(day) ?? organizationMetrics(byId.get(id), day)]
}
