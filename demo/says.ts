/** The page's own words, in both languages. What the widgets say is theirs. */
import type { ProgramName, ShownSource, ShownState, ShownTheme } from './address.js'
import type { Text } from '../src/schema/text.js'

const say = (en: string, zh: string): Text => ({ en, 'zh-CN': zh })

export const says = {
  skip: say('Skip to the content', '跳到正文'),
  program: say('Program', '方案'),
  merchant: say('Merchant', '商家'),
  source: say('Data', '数据'),
  state: say('State', '状态'),
  second: say('Second window', '再开一个窗口'),
  theme: say('Theme', '外观'),
  language: say('Language', '语言'),
  studio: say('Operator preview', '运营预览'),
  themeEditor: say('Theme editor', '主题编辑器'),
  brand: say('Merchant', '商家后台'),
  sections: say('Sections', '栏目'),
  growth: say('Growth', '成长中心'),
  embed: say('Embed this', '嵌入代码'),
  close: say('Close', '关闭'),
  copy: say('Copy', '复制'),
  copied: say('Copied', '已复制'),
  notCopied: say('Select and copy by hand', '请手动选中复制'),
  snippet: say('HTML of what is on screen', '当前页面的 HTML 代码'),
  embedLead: say(
    'This is all a page needs. Language, direction and light or dark are taken from the page around it.',
    '页面只需这几行。语言、文字方向和深浅色都跟随所在页面。',
  ),
  files: say('The two documents behind it', '背后的两份文件'),
  fileProgram: say(
    'the program: rules, weights, tiers, benefits, tasks',
    '方案：规则、权重、等级、权益与任务',
  ),
  fileMerchant: say('the merchant: what happened, fact by fact', '商家：逐条发生的事实'),
  embedNote: say(
    'On this page the documents are handed over by the memory adapter, so that a task you claim or a benefit you use shows at once; nothing leaves the browser.',
    '本页由内存适配器提供数据，领取任务、使用权益会立即生效，且不会离开浏览器。',
  ),
  embedServerNote: say(
    'On this page the HTTP adapter reads from the reference server and sends to it; docs/server.md shows the lines.',
    '本页由 HTTP 适配器读写参考服务端的数据，接入代码见 docs/server.md。',
  ),
  opens: say('In your back-office this opens', '在你的后台，这里会打开'),
  title: say('Growth · Tierkit demo', '成长中心 · Tierkit 演示'),
} satisfies Record<string, Text>

export const programNames: Record<ProgramName, Text> = {
  'store-score': say('Store score', '门店经营分'),
  'marketplace-membership': say('Marketplace membership', '商城会员体系'),
  'growth-pyramid': say('Growth pyramid', '商家成长金字塔'),
  'organization-index': say('Organization index', '组织数字化指数'),
}
export const stateNames: Record<ShownState, Text> = {
  live: say('Live', '正常'),
  loading: say('Loading', '加载中'),
  empty: say('Empty', '无数据'),
  error: say('Error', '出错'),
  stale: say('Stale', '数据过期'),
}
/** What one looks at in a state that is not a merchant's own. */
export const stateStories: Record<Exclude<ShownState, 'live'>, Text> = {
  loading: say(
    'The data never arrives: what stands there until the first answer',
    '数据一直未到：首次返回前的占位',
  ),
  empty: say('A program that has nothing for this merchant yet', '方案中暂无该商家的内容'),
  error: say('The first read fails; retrying succeeds', '首次读取失败，重试即可恢复'),
  stale: say(
    'A refresh failed: the last numbers stay, and say that they are older',
    '刷新失败：保留上次数据并标明已过期',
  ),
}
export const sourceNames: Record<ShownSource, Text> = {
  page: say('In the page', '页面内'),
  server: say('Reference server', '参考服务端'),
}
/** What one looks at where the data is behind the server. */
export const serverStory = say(
  'Behind the reference server (start it with: npm run demo:server). What is done in one window shows in the other',
  '数据来自参考服务端（用 npm run demo:server 启动）：在一个窗口中操作，另一个窗口随即更新',
)
export const themeNames: Record<ShownTheme, Text> = {
  auto: say('Auto', '跟随系统'),
  light: say('Light', '浅色'),
  dark: say('Dark', '深色'),
}
/** Named in themselves, so that whoever reads one of them finds it. */
export const languageNames: Record<keyof Text, string> = { en: 'English', 'zh-CN': '简体中文' }

interface Section {
  readonly id: string
  readonly icon: string
  readonly name: Text
}
const section = (id: string, icon: string, en: string, zh: string): Section => ({
  id,
  icon,
  name: say(en, zh),
})
const growth = section('growth', 'steps', 'Growth', '成长中心')

/** The sections of the back-offices, as they stand beside the page. */
export const sections: Record<ProgramName, readonly Section[]> = {
  'store-score': [
    section('overview', 'home', 'Overview', '概览'),
    section('orders', 'receipt', 'Orders', '订单'),
    section('menu', 'book', 'Menu', '菜品'),
    section('reviews', 'bubble', 'Reviews', '评价'),
    section('marketing', 'horn', 'Marketing', '营销'),
    growth,
    section('finance', 'coin', 'Finance', '财务'),
    section('settings', 'gear', 'Settings', '设置'),
  ],
  'marketplace-membership': [
    section('home', 'home', 'Home', '首页'),
    section('products', 'box', 'Catalog', '选品'),
    section('orders', 'receipt', 'Purchases', '采购订单'),
    growth,
    section('benefits', 'gift', 'Vouchers', '卡券'),
    section('finance', 'coin', 'Invoices', '发票'),
    section('settings', 'gear', 'Settings', '设置'),
  ],
  'growth-pyramid': [
    section('overview', 'home', 'Overview', '概览'),
    section('products', 'box', 'Products', '商品'),
    section('orders', 'receipt', 'Orders', '订单'),
    section('campaigns', 'horn', 'Campaigns', '营销活动'),
    section('service', 'bubble', 'Service', '售后服务'),
    growth,
    section('finance', 'coin', 'Fees', '账单'),
    section('settings', 'gear', 'Contract', '合同与设置'),
  ],
  'organization-index': [
    section('overview', 'home', 'Overview', '概览'),
    section('people', 'book', 'People', '组织架构'),
    section('messages', 'bubble', 'Messages', '消息'),
    section('meetings', 'horn', 'Meetings', '会议'),
    section('approvals', 'receipt', 'Approvals', '审批'),
    growth,
    section('security', 'sliders', 'Security', '安全'),
    section('settings', 'gear', 'Settings', '设置'),
  ],
}
/** Sections that tasks lead to but that have no place in the list. */
export const otherSections: readonly Section[] = [
  section('store', 'home', 'Store details', '门店信息'),
  section('guide', 'book', 'Guide', '经营指南'),
  section('live', 'horn', 'Livestreams', '直播'),
  section('academy', 'book', 'Academy', '商家学院'),
]
