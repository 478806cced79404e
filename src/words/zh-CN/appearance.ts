import type { AppearanceWords } from '../en/appearance.js'

const fixes = {
  theme: '请填写 "light"、"dark" 或 "auto"',
  color: '请填写颜色值，如 "#c2410c" 或 "rgb(194, 65, 12)"',
  length: '请填写 0 至 999 的长度，单位 px、rem 或 em，如 "12px"',
  font: '请填写以逗号分隔的字体名，如 "Inter, sans-serif"',
}

/** 外观设置有误时写入控制台的提示。 */
export const appearance: AppearanceWords = {
  refused: ({ why, name = '', value = '', nearest = '' }) => {
    if (why === 'unread')
      return 'tierkit：appearance 未生效：它不是对象，也不是对象的 JSON。请写成 {"theme": "dark", "variables": {"colorAccent": "#c2410c"}}。'
    if (why === 'unknown')
      return `tierkit：appearance 中没有“${name}”，已忽略。${nearest ? `是否应为“${nearest}”？` : '可用的名称见 docs/elements/tokens.md。'}`
    return `tierkit：appearance 中 ${name} 的值“${value}”无效，已忽略。${fixes[why]}。`
  },
}
