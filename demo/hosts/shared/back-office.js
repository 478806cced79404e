/** What the back-offices show of their own, besides growth: two stores, their latest orders, and the words of the page. */
export const stores = [
  { id: 'lotus-kitchen', name: { en: 'Lotus Kitchen', 'zh-CN': '莲记小厨' } },
  { id: 'jade-garden', name: { en: 'Jade Garden', 'zh-CN': '玉庭粤菜' } },
]

export const orders = [
  { id: '482096', at: '11-21 09:12', amount: '¥ 86.00', state: { en: 'Preparing', 'zh-CN': '备餐中' } },
  { id: '482091', at: '11-21 08:57', amount: '¥ 132.50', state: { en: 'On its way', 'zh-CN': '配送中' } },
  { id: '482088', at: '11-21 08:40', amount: '¥ 45.00', state: { en: 'Delivered', 'zh-CN': '已送达' } },
  { id: '482079', at: '11-21 08:11', amount: '¥ 210.00', state: { en: 'Delivered', 'zh-CN': '已送达' } },
]

export const words = {
  en: {
    title: 'Growth',
    other: 'Other store',
    brand: 'Other brand color',
    dark: 'Dark',
    light: 'Light',
    language: '中文',
    hide: 'Hide growth',
    show: 'Show growth',
    score: (store) => `Score of ${store}`,
    said: (task) => (task ? `Opened here, not by the link: ${task}` : 'Follow a task’s link.'),
    orders: 'Latest orders',
    columns: ['Order', 'Time', 'Amount', 'State'],
  },
  'zh-CN': {
    title: '商家成长',
    other: '切换门店',
    brand: '换品牌色',
    dark: '深色',
    light: '浅色',
    language: 'English',
    hide: '隐藏成长',
    show: '显示成长',
    score: (store) => `${store}的评分`,
    said: (task) => (task ? `由本页打开，未跳转：${task}` : '点击任务里的链接试试。'),
    orders: '最近订单',
    columns: ['订单号', '时间', '金额', '状态'],
  },
}

/** The brand's two colors, between which the page changes while it runs. */
export const brands = ['#0f766e', '#b4235f']
