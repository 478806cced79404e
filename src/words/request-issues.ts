/** The words for requests that are refused and data that does not come: a page must have them when nothing can be loaded any more. */
import { requestIssues as en } from './en/request-issues.js'
import { requestIssues as zhCN } from './zh-CN/request-issues.js'

export const requestIssues = { en, 'zh-CN': zhCN }
