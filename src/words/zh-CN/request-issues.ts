import type { RequestIssueSentences } from '../en/request-issues.js'
import { name, noun } from './sentence.js'

const states: Readonly<Record<string, string>> = {
  locked: '未解锁',
  open: '进行中',
  pending: '确认中',
  done: '已完成',
  claimable: '待领取',
  claimed: '已领取',
  expired: '已过期',
  notApplicable: '不适用',
  dismissed: '已忽略',
  available: '可使用',
  used: '已用完',
  choose: '待选择',
  outOfStock: '已发完',
  suspended: '已暂停',
}

const senders: Readonly<Record<string, string>> = {
  merchant: '商家',
  operator: '运营人员',
  clock: '定时任务',
}

/** 请求所指的是记录中的内容，而不是方案中的内容 */
const logged: Readonly<Record<string, string>> = {
  redemption: '尚未发放的兑换',
  fact: '已受理的请求',
}

/** 等待结果的请求为何无法保存 */
const unkept: Readonly<Record<string, string>> = {
  missing: '浏览器没有可用的存储空间。',
  refused: '浏览器不允许此页面保存请求。',
  full: '存储空间不足，无法保存请求。',
  failed: '浏览器保存请求失败。',
  newer: '请求由更新版本的页面保存。',
  emptied: '浏览器中等待结果的请求已丢失。',
}

export const requestIssues: RequestIssueSentences = {
  unknownTarget: ({ name: found, what }) => [`找不到 ${name(found)}。`, `它必须是${logged[what] ?? `方案中的${noun(what)}`}。`, '请刷新页面。'],
  reusedKey: () => ['该请求此前已提交过，但内容不同。', '同一请求只能提交一次。', '请重试。'],
  staleRevision: () => ['数据已有更新。', '请求须以最新状态为准。', '查看最新状态后重试。'],
  notYours: ({ sender }) => ['无权进行此操作。', `${senders[sender] ?? `${name(sender)} `}不能进行此操作。`, '请联系平台。'],
  redeemFirst: () => ['尚未兑换。', '须先兑换才能使用。', '请先兑换。'],
  useAtOnce: () => ['尚未使用。', '这项权益无需先兑换，可直接使用。', '请直接使用。'],
  notReversible: ({ fact }) => [`无法撤销 ${name(fact)}。`, '只能撤销消费、使用、领取、选择或调整，且每项只能撤销一次。', '请查看积分明细。'],
  wrongState: ({ state }) => ['现在无法进行此操作。', `当前状态为${states[state] ?? ` ${name(state)}`}。`, '请查看当前可进行的操作。'],
  notEnoughPoints: ({ need, have }) => [`可用积分为 ${have}。`, `需要 ${need} 积分。`, `还差 ${Number(need) - Number(have)} 积分。`],
  usedUp: ({ times }) => ['本期额度已用完。', `每期可用 ${times} 次。`, '请等到下一期。'],
  wrongChoice: ({ found, pick }) => [`不能选择 ${name(found)}。`, `须从所列选项中选 ${pick} 项。`, '请重新选择。'],

  unreachable: () => ['没有收到响应。', '数据需要通过网络读取。', '请检查网络后重试。'],
  timedOut: ({ seconds }) => [Number(seconds) > 0 ? `${seconds} 秒内没有收到响应。` : '响应超时。', '数据需要通过网络读取。', '请重试。'],
  notAllowed: ({ status }) => [`没有访问权限（${status}）。`, '数据仅对有权限的用户显示。', '请重新登录。'],
  notFound: ({ status }) => [`找不到数据（${status}）。`, '数据必须位于页面所给的地址。', '请检查地址。'],
  serverFailed: ({ status }) => [`服务器出错（${status}）。`, '数据由服务器提供。', '请稍后重试。'],
  notOffered: ({ what }) => [`此处未提供 ${name(what)}。`, '可用功能由页面的数据源决定。', '在适配器中加上该功能，或去掉这一部分。'],
  missingSource: ({ what }) => [
    `缺少 ${name(what)}。`,
    '页面需要评定结果，或同时提供方案和商家数据。',
    `在 tk-provider 上加上 \`${what}="…"\`，或使用带有 ${name(what)} 函数的适配器。`,
  ],
  engineMissing: ({ file }) => [`无法加载 ${name(file)}。`, '该文件应与脚本放在一起。', '放好该文件，或直接提供评定结果。'],
  engineFailed: ({ message }) => [`计算出错（${message}）。`, '有效的文档不应导致计算出错。', '请联系页面的提供方。'],
  storageMissing: () => ['此浏览器无法保存积分记录。', '积分记录保存在浏览器的数据库中。', '请换用其他浏览器。'],
  storageRefused: () => ['浏览器不允许此页面保存积分记录。', '无痕窗口和严格的隐私设置会禁止保存。', '请在普通窗口中打开，或允许此页面保存数据。'],
  storageFull: () => ['存储空间不足，无法保存。', '未做任何更改。', '请清理设备空间后重试。'],
  storageBlocked: () => ['另一个标签页仍在使用旧版页面。', '须等所有旧版页面关闭后，才能更新已保存的记录。', '请关闭或刷新其他标签页后重试。'],
  storageNewer: ({ found, known }) => [`已保存记录的版本为 ${found}。`, `此页面最高支持版本 ${known}，更新的版本只能查看。`, '请刷新页面。'],
  storageFailed: ({ reason }) => [`浏览器无法读写积分记录（${reason}）。`, '未做任何更改。', '请重试，或重启浏览器。'],
  storageDamaged: ({ where }) => [`已保存的记录在 ${name(where)} 处损坏。`, '其内容不可信。', '请联系平台。'],
  historyLost: () => ['此浏览器中的历史记录已丢失。', '当前余额未知，因此不予显示。', '请联系平台。'],
  otherMerchant: ({ found, expected }) => [`这是 ${name(found)} 的数据。`, `此页面属于 ${name(expected)}。`, '请重新登录。'],
  olderRevision: ({ found, expected }) => [`收到的是第 ${found} 版数据，而页面已显示第 ${expected} 版。`, '页面不会退回到更早的数据。', '请稍候，系统会自动重新读取。'],
  otherReceipt: ({ found, expected }) => [`回执属于 ${name(found)}，而不是 ${name(expected)}。`, '收到对应的回执才算办理成功。', '请稍候，系统会自动重新提交，且只计一次。'],
  unknownFate: ({ hours }) => [`${hours} 小时内没有收到这项请求的结果。`, '该请求可能已经办理，因此不会自动重新提交。', '请先查看历史记录，确认没有办理后再重新操作。'],
  notKept: ({ reason }) => [
    unkept[reason] ?? `浏览器无法保存请求（${reason}）。`,
    reason === 'emptied' ? '页面仍记得的请求会照常提交。' : '请求会照常提交，但尚未收到结果的请求在关闭页面后会丢失。',
    reason === 'emptied' ? '再次操作前请先查看历史记录。' : '在全部确认之前，请不要关闭页面。',
  ],
} // prettier-ignore
