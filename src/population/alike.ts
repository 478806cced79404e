/** How alike the name of a column and of what a program asks are. */
import type { Subject } from '../plan/asked.js'

/** A name without case, spaces, dashes and underscores: `reviews_12m` is `reviews12m`. */
export const plain = (name: string): string => name.toLowerCase().replace(/[\s_-]+/g, '')

/** What else columns are called that every population may have. */
export const aliases: Readonly<Record<string, readonly string[]>> = {
  id: [
    ...['id', 'merchantid', 'merchant', 'shopid', 'storeid', 'sellerid', 'hostid', 'vendorid', 'accountid'],
    ...['merchantno', 'shopno', 'uid', 'mid', '商家id', '商家编号', '商户id', '商户号', '商户编号', '店铺id'],
    ...['店铺编号', '门店id', '门店编号', '卖家id', '企业id', '用户id', '会员id', '编号'],
  ],
  joinedAt: [
    ...['joinedon', 'joined', 'joindate', 'joinedat', 'createdat', 'registeredat', 'registrationdate'],
    ...['opendate', 'openedat', 'since', 'hostsince', '入驻日期', '入驻时间', '注册日期', '注册时间'],
    ...['开店日期', '开店时间', '加入日期', '加入时间'],
  ],
  asOf: ['asof', 'dataasof', 'statdate', 'snapshotdate', '数据日期', '统计日期', '数据截至', '截止日期'],
}
/** What columns are called that hold the tier a merchant has. */
export const tierAliases: readonly string[] = [
  ...['tier', 'level', 'currenttier', 'currentlevel', 'grade', 'rank'],
  ...['等级', '当前等级', '现有等级', '商家等级', '店铺等级', '会员等级', '上月等级', '层级', '级别'],
]

/** A name without what it says of its unit and its time: `近90天成交额(元)` is `成交额`. */
export const bare = (name: string): string =>
  plain(
    name
      .replace(/[(（[【].*?[)）\]】]/g, '')
      .replace(/(近|最近|过去|前)?\s*\d+\s*(天|日|个月|月|周|年)/g, '')
      .replace(/[_\s-]*(last[_\s-]*)?\d+[_\s-]*(d|days?|m|months?|w|weeks?|y)(?![a-z])/gi, ''),
  )

/** From 0 to 1: how many pairs of neighboring letters two names share (Dice); in Chinese single letters count too. */
export const likeness = (left: string, right: string): number => {
  if (left === '' || right === '') return 0
  if (left === right) return 1
  const [own, other] = [pairsOf(left), pairsOf(right)]
  let shared = 0
  const left2 = new Map<string, number>()
  for (const pair of own) left2.set(pair, (left2.get(pair) ?? 0) + 1)
  for (const pair of other) {
    const count = left2.get(pair) ?? 0
    if (count === 0) continue
    left2.set(pair, count - 1)
    shared += 1
  }
  return (2 * shared) / (own.length + other.length)
}

const pairsOf = (text: string): string[] => {
  const pairs: string[] = []
  for (let at = 0; at + 1 < text.length; at++) pairs.push(text.slice(at, at + 2))
  for (const letter of text) if (/[\u4e00-\u9fff]/.test(letter)) pairs.push(letter)
  return pairs.length === 0 ? [text] : pairs
}

/** The names that people call a subject by, bare. */
export const bareNames = ({ id, names }: Subject): string[] => [
  ...names.flatMap((name) => [bare(name.en), bare(name['zh-CN'])]),
  bare(id.replace(/([a-z])([A-Z])/g, '$1 $2')),
]
