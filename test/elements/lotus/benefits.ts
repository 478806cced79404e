import type { BenefitStanding } from '../../../src/schema/standing.js'
import type { Text } from '../../../src/schema/text.js'
import { tierNames, tierRows } from './ladder.js'
import { day, say, tierAtLeast } from './said.js'

const points = say('Points', '积分')

function benefit(
  id: string,
  kind: BenefitStanding['kind'],
  name: Text,
  note: Text,
  tier: string,
  more: Partial<BenefitStanding> = {},
): BenefitStanding {
  const place = tierRows.findIndex(([row]) => row === tier)
  const row = tierRows[place]!
  const open = place <= 2
  return {
    id,
    name,
    note,
    kind,
    state: open ? 'available' : 'locked',
    requires: tierAtLeast(place, row[1], 2, tierNames.gold!),
    opensAt: open ? null : { ladder: 'level', tier, name: row[1], scoreGap: row[2] - 662 },
    value: null,
    unit: null,
    quota: null,
    stock: null,
    price: [],
    choose: null,
    active: false,
    suspendedBy: null,
    ...more,
  }
}
const price = (amountPoints: number) => [
  { account: 'points', name: points, amountPoints, missingPoints: Math.max(0, amountPoints - 12480) },
]
const quota = (times: number, used: number, each: 'month' | 'quarter', renewsAt: string) => ({
  times,
  used,
  left: times - used,
  each,
  renewsAt: day(renewsAt),
})

/** Five open, two locked, one used up, one expired. */
export function lotusBenefits(): BenefitStanding[] {
  return [
    benefit('goldGift', 'added', say('Gold gift', '黄金礼遇'), say('One of three', '三选一'), 'gold', {
      state: 'choose',
      choose: {
        pick: 1,
        by: { at: day('2026-12-01'), validThrough: day('2026-11-30') },
        chosen: [],
        options: [
          { id: 'tenVouchers', name: say('10 delivery vouchers', '10 张配送券') },
          { id: 'translation', name: say('Menu translation', '菜单翻译') },
          { id: 'tableCodes', name: say('Table QR kit', '桌码套装') },
        ],
      },
    }),
    benefit(
      'vouchers',
      'logistics',
      say('Free delivery vouchers', '免配送费券'),
      say('¥6 off a delivery', '每单抵 ¥6'),
      'silver',
      {
        value: 600,
        unit: 'money',
        quota: quota(20, 12, 'month', '2026-12-01'),
      },
    ),
    benefit(
      'boost',
      'traffic',
      say('Search boost, 1 day', '搜索加权 1 天'),
      say('3 km around the store', '门店周边 3 公里'),
      'gold',
      {
        quota: quota(4, 1, 'month', '2026-12-01'),
        price: price(500),
      },
    ),
    benefit(
      'commission',
      'price',
      say('14% commission, not 15%', '佣金 14%（原 15%）'),
      say('Applied to each order', '逐单自动生效'),
      'gold',
      {
        value: 14,
        unit: 'percent',
        active: true,
      },
    ),
    benefit(
      'photoSession',
      'service',
      say('Photo session at your store', '上门拍摄'),
      say('2 hours, 20 dishes', '2 小时，20 道菜'),
      'gold',
      {
        quota: quota(1, 0, 'quarter', '2027-01-01'),
        price: price(800),
      },
    ),
    benefit(
      'banner',
      'added',
      say('Homepage banner, 1 week', '首页横幅 1 周'),
      say('In your district', '所在商圈'),
      'platinum',
    ),
    benefit(
      'sameDay',
      'price',
      say('Same-day settlement', '当日结算'),
      say('Instead of the next day', '原为次日'),
      'diamond',
    ),
    benefit(
      'menuReview',
      'service',
      say('Menu review with an adviser', '顾问菜单诊断'),
      say('One hour', '1 小时'),
      'silver',
      {
        state: 'used',
        quota: quota(1, 1, 'quarter', '2027-01-01'),
      },
    ),
    benefit(
      'summerFlyers',
      'added',
      say('Summer flyers', '夏季传单'),
      say('500 pieces', '500 份'),
      'silver',
      {
        state: 'expired',
        choose: {
          pick: 1,
          by: { at: day('2026-09-01'), validThrough: day('2026-08-31') },
          chosen: [],
          options: [{ id: 'flyers', name: say('Flyers', '传单') }],
        },
      },
    ),
  ]
}
