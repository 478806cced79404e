/** The words beside a query, in Simplified Chinese. */
import type { SqlWords } from '../en/sql.js'

export const sql: SqlWords = {
  title: (program, version, ladder, at, database) =>
    `${program}，版本 ${version}：${ladder}，按 ${at} 评定。适用于 ${database}。`,
  reads: (table) => `读取表 ${table}，每个商家一行。NULL 表示未知，不得出现 NaN。`,
  readsEvents: (table) => `统计表 ${table}，每个事件一行，每个字段一列。NULL 表示未知。`,
  events: {
    id: '事件编号，同一商家内不重复',
    merchant: '所属商家的编号',
    type: '事件在方案中的标识',
    at: '发生时间',
    seen: '到达时间，NULL 表示发生时即到达',
    ref: '被撤销事件的编号',
  },
  arrived: (at, cutOff) =>
    `在 ${at} 之前到达${cutOff === null ? '' : `、且在数据截止时间 ${cutOff} 之前发生`}的事件，其余计入下一次评定`,
  undone: '已到达的撤销事件，以及各自冲减的数额',
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
