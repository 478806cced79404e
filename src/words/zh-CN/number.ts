import type { NumberWords } from '../en/number.js'

/** 数字旁的用语。 */
export const number: NumberWords = {
  missing: '未知',
  yes: '是',
  no: '否',
  aboutMinutes: (minutes) => `约 ${minutes} 分钟`,
  aboutHours: (hours) => `约 ${hours} 小时`,
}
