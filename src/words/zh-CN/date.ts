import type { DateWords } from '../en/date.js'

const cities: Readonly<Record<string, string>> = {
  Shanghai: '上海', Chongqing: '重庆', Urumqi: '乌鲁木齐', 'Hong Kong': '香港', Macau: '澳门', Taipei: '台北',
  Singapore: '新加坡', 'Kuala Lumpur': '吉隆坡', Bangkok: '曼谷', Jakarta: '雅加达', Manila: '马尼拉', 'Ho Chi Minh': '胡志明市',
  Tokyo: '东京', Seoul: '首尔', Sydney: '悉尼', Dubai: '迪拜', London: '伦敦', Paris: '巴黎', Berlin: '柏林',
  'New York': '纽约', Chicago: '芝加哥', 'Los Angeles': '洛杉矶', Apia: '阿皮亚',
} // prettier-ignore

/** 日期旁的用语。 */
export const date: DateWords = {
  until: (day) => `截至 ${day}`,
  daysLeft: (days) => `还有 ${days} 天`,
  lastDay: '今天截止',
  over: '已截止',
  zone: (city) => (cities[city] ? `${cities[city]}时间` : `${city} 时间`),
  utc: 'UTC 时间',
}
