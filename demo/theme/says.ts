/** The theme editor's own words, in both languages. */
import type { Text } from '../../src/schema/text.js'
import type { Density, Font, Measured, Preset } from './look.js'

const say = (en: string, zh: string): Text => ({ en, 'zh-CN': zh })

export const says = {
  title: say('Theme editor · Tierkit demo', '主题编辑器 · Tierkit 演示'),
  skip: say('Skip to the elements', '跳到组件预览'),
  heading: say('Theme editor', '主题编辑器'),
  lead: say(
    'Choose a few values. The elements follow at once; the rest is worked out from them.',
    '只需设定几项，组件即时跟随，其余颜色自动推算。',
  ),
  language: say('Language', '语言'),
  page: say('Page', '页面'),
  merchantsPage: say('Merchant page', '商家页面'),
  preset: say('Begin from', '起始方案'),
  colors: say('Colors', '颜色'),
  accent: say('Accent', '强调色'),
  surface: say('Surface', '卡片底色'),
  text: say('Text', '文字'),
  hex: say('as hex', '十六进制值'),
  shape: say('Shape', '形状与排版'),
  radius: say('Corners', '圆角'),
  density: say('Density', '疏密'),
  font: say('Font', '字体'),
  contrast: say('Contrast', '对比度'),
  contrastHint: say(
    'Text needs 4.5:1, drawings 3:1. An accent too near the surface gives way in the elements.',
    '文字须达到 4.5:1，图形须达到 3:1。强调色太接近底色时，组件会自动加深或换色。',
  ),
  passes: say('passes', '达标'),
  given: say('mended', '已自动修正'),
  fails: say('too low', '不足'),
  take: say('Take it along', '导出'),
  form: say('Form', '格式'),
  css: say('CSS', 'CSS'),
  json: say('Appearance JSON', 'appearance JSON'),
  copy: say('Copy', '复制'),
  copied: say('Copied', '已复制'),
  notCopied: say('Select and copy by hand', '请手动选中复制'),
  cssNote: say('For the page’s style sheet.', '放入页面的样式表。'),
  jsonNote: say(
    'For the property appearance of tk-provider, or its attribute.',
    '用于 tk-provider 的 appearance 属性，也可直接写在标签上。',
  ),
  preview: say('The elements in this look', '组件预览'),
} satisfies Record<string, Text>

export const presetNames: Record<Preset, Text> = {
  light: say('Light', '浅色'),
  dark: say('Dark', '深色'),
  warm: say('Warm', '暖色'),
  ink: say('Ink', '墨色'),
}
export const densityNames: Record<Density, Text> = {
  compact: say('Compact', '紧凑'),
  regular: say('Regular', '标准'),
  roomy: say('Roomy', '宽松'),
}
export const fontNames: Record<Font, Text> = {
  page: say('Same as the page', '跟随页面'),
  system: say('System sans', '系统无衬线体'),
  serif: say('Serif', '衬线体'),
  mono: say('Monospace', '等宽字体'),
}
export const measuredNames: Record<Measured['id'], Text> = {
  text: say('Text on the surface', '文字与卡片底色'),
  muted: say('Faintest text on the surface', '最浅的文字与卡片底色'),
  accent: say('Accent as text', '强调色作为文字'),
  onAccent: say('Text on the accent', '强调色上的文字'),
  drawing: say('Accent in drawings', '强调色作为图形'),
}
export const pageThemes: Record<'auto' | 'light' | 'dark', Text> = {
  auto: say('Auto', '跟随系统'),
  light: say('Light', '浅色'),
  dark: say('Dark', '深色'),
}
