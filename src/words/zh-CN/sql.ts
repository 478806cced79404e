/** The words beside a query, in Simplified Chinese. */
import type { SqlWords } from '../en/sql.js'

export const sql: SqlWords = {
  title: (program, version, ladder, at, database) =>
    `${program}，版本 ${version}：${ladder}，按 ${at} 评定。适用于 ${database}。`,
  reads: (table) => `读取表 ${table}，每个商家一行。NULL 表示未知，不得出现 NaN。`,
  named: (name, unit) => (name === '' ? unit : `${name}，${unit}`),
  id: '商家编号，不重复',
  held: '现有等级，按位次',
  fence: (words) => `每一步以 ${words} 结尾，使其只计算一次，无论被引用多少次。`,
  units: {
    money: '以货币最小单位计',
    integer: '整数',
    number: '数值',
    percent: '百分数：3 表示 3%',
    days: '天',
    months: '月',
    minutes: '分钟',
    points: '分',
    score: '分',
    flag: '是或否',
    date: '时刻',
    choice: '取值',
    tier: "现有等级，'' 表示无等级，取值",
  },
}
