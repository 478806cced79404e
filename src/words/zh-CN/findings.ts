import type { FindingSentences } from '../en/findings.js'
import type { Word } from '../en/sentence.js'
import { name, noun } from './sentence.js'

const languages: Readonly<Record<string, string>> = { en: '英文', 'zh-CN': '中文' }
const language = (word: Word): string => languages[word] ?? ` ${name(word)} `

export const findings: FindingSentences = {
  unreachableTier: ({ tier }) => [
    `没有商家能进入 ${name(tier)}：无论数值如何，其条件都无法同时满足。`,
    '展示一个达不到的等级会误导商家。',
    '对照评分和指标的取值范围调整门槛，或删除该等级。',
  ],
  taskUnreachable: ({ task }) => [`无论数值如何，${name(task)} 都无法完成。`, '商家做了也永远拿不到奖励。', '修正 `done` 中的门槛。'],
  noWeight: () => ['该组的权重全部为 0。', '无从计算加权平均，所有商家都没有分数。', '至少给一个维度设置权重。'],
  neverMet: ({ what }) => ['无论数值如何，该条件都无法满足。', `以它为前提的${noun(what)}永远不会生效。`, '修正门槛，或将其删除。'],
  useLacks: ({ by, missing }) => [
    `此处没有写明 ${name(by)} 的 ${String(missing).split(', ').map(name).join('、')}，也没有 \`else\`。`,
    '属于该取值的商家在此没有数值，永远无法满足相应条件。',
    '在 `use` 中补上，或用 `else` 写明其余情况。',
  ],
  caseNeverChosen: ({ case: nth, before }) =>
    Number(before) === 0
      ? [`无论数值如何，第 ${nth} 种情形都不成立。`, '它给出的值永远用不到。', '修正门槛，或删除该情形。']
      : [
          `第 ${nth} 种情形永远选不到：它成立时，排在前面的第 ${before} 种也成立。`,
          '多种情形中取最先成立的一种。',
          `把第 ${nth} 种移到第 ${before} 种之前，或将其删除。`,
        ],
  taskLeavesAudience: ({ task }) => [`完成 ${name(task)} 的商家已不在其适用范围内。`, '任务会在完成的那一刻消失。', '放宽 `audience`，或降低 `done` 的要求。'],
  shadowedTier: ({ tier, above }) => [
    `没有商家会进入 ${name(tier)}：满足它的商家也满足更高的 ${name(above)}。`,
    '评定时取所满足的最高等级。',
    `提高 ${name(above)} 的门槛，或将等级从低到高排列。`,
  ],
  keepAsksMore: ({ tier }) => [`${name(tier)} 的保级条件比升级条件更严。`, '刚升级的商家会在下次评定时降级。', '让 `keep` 的要求不高于 `enter`。'],
  quotasDoNotSum: ({ found }) => [`同一群组的占比合计为 ${found}%。`, '最多只有 100% 可分，等级之间会重叠。', '调低占比，使合计不超过 100。'],
  quotaNotNarrower: ({ tier, found, below, foundBelow }) => [
    `${name(tier)} 取前 ${found}%，而较低的 ${name(below)} 取前 ${foundBelow}%。`,
    '占比从最高名次算起，较低等级只能得到超出较高等级的部分。',
    `将 ${name(below)} 的占比设为大于 ${found}，即自身与所有更高等级的合计。`,
  ],
  noMain: ({ found, first }) => [
    `共有 ${found} 个等级体系，但没有指定主等级体系。`,
    `未指明等级体系时，以 ${name(first)} 为准。`,
    '在其中一个上写明 `"main": true`。',
  ],
  tooManyTiers: ({ found, limit }) => [`该等级体系共有 ${found} 级。`, `超过 ${limit} 级，商家就看不清下一步。`, '合并权益差别不大的等级。'],
  noEffect: ({ key, because }) => [
    `${name(key)} 与 ${name(because)} 同时出现，不起作用。`,
    '它所说的变动永远不会发生。',
    `删除 ${name(key)}，或将 \`never\` 改为某个评定。`,
  ],
  weightsDoNotSum: ({ sum, round }) => [`权重合计为 ${sum}。`, '合计为整百整千时，权重才能直接读作占比。', `调整为合计 ${round}。`],
  pointsDoNotReach: ({ most, max }) => [
    `各维度合计最多 ${most} 分，而 \`max\` 为 ${max}。`,
    '刻度的终点会展示出来，却没有商家能达到。',
    `将 \`max\` 改为 ${most}，或提高各维度的分值。`,
  ],
  factorGivesNothing: ({ factor }) => [`${name(factor)} 不起作用：所有商家在此得分相同。`, '商家会看到一个无法改善的维度。', '修正计分规则或权重，或删除该维度。'],
  percentileTiny: ({ found, meant }) => [
    `此处的百分位为 ${found}，几乎所有商家都在其上。`,
    '百分位以百分数书写，大于 0 且不超过 100。',
    `如本意如此，请改为 ${meant}。`,
  ],
  cliff: ({ at, points, range }) => [
    `在 ${at} 处得分突变 ${points} 分（全距 ${range} 分）。`,
    '几乎一样的两个商家，得分会相差悬殊。',
    '在中间增加分界点，或改用线性计分。',
  ],
  factorNoTaskMoves: ({ factor }) => [`没有任务能提升 ${name(factor)}。`, '商家看到差距，却不知道该做什么。', '增加一个任务，在 `moves` 中写上它的指标。'],
  taskMovesNothing: ({ task }) => [
    `评分和等级都与 ${name(task)} 所改变的内容无关。`,
    '商家完成后离下一等级并没有更近。',
    '在 `moves` 中写上评分维度或等级用到的指标。',
  ],
  benefitLost: ({ benefit, tier, above }) => [
    `${name(tier)} 享有 ${name(benefit)}，更高的 ${name(above)} 却没有。`,
    '等级越高权益越多，升级不应失去权益。',
    '让 `requires` 在所有更高等级也成立，例如使用 `gte`。',
  ],
  benefitShrinks: ({ benefit, tier, above }) => [
    `${name(benefit)} 在 ${name(above)} 的力度低于其下的 ${name(tier)}。`,
    '等级越高权益越大，升级不应吃亏。',
    `提高 ${name(above)} 的力度。`,
  ],
  benefitNoCost: ({ benefit }) => [`${name(benefit)} 的成本为 0。`, '预览会汇总调整带来的成本，这一项会被漏掉。', '填写每次使用的成本，以货币的最小单位计。'],
  limitCuts: ({ points, limit }) => [`单次可得 ${points} 积分，而上限为 ${limit}。`, '规则承诺的积分，没有商家能拿全。', '提高上限，或减少积分。'],
  accountNotEarned: ({ account }) => [
    `没有任何途径获得 ${name(account)}。`,
    '所有商家的余额始终为 0。',
    '增加 `earn` 规则、`start` 初始值或任务奖励，或删除该账户。',
  ],
  pointsBuyNothing: ({ account }) => [`${name(account)} 没有用处：既不能兑换，也没有条件用到。`, '商家攒下的积分无处可用。', '增加消耗它的权益，或让等级用到它。'],
  sanctionNoEnd: ({ override }) => [`${name(override)} 没有结束时间。`, '没有期限的处罚会一直有效，申诉成功后也不会解除。', '加上 `lasts`，或用 `ends` 写明结束条件。'],
  overrideDoesNothing: ({ override }) => [`${name(override)} 不改变任何内容，也没有条件用到它。`, '商家会看到它，但它没有意义。', '写明它的作用，或在条件中引用它。'],
  unusedName: ({ name: id, what }) => [`${noun(what)} ${name(id)} 没有被用到。`.trim(), '定义了却没用到，往往是别处写错了名称。', '用上它，或将其删除。'],
  textMissing: ({ language: word, found }) => [`“${found}”不是${language(word)}。`, '每段文本都会以英文和中文展示。', `补上${language(word)}文本。`],
  longText: ({ language: word, found, limit }) => [`${language(word)}名称有 ${found} 个字符。`, `组件一行最多显示 ${limit} 个。`, '缩短名称，其余内容写入 `note`。'],
} // prettier-ignore
