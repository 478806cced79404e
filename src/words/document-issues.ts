/** The words for what is wrong with documents, in a file of their own: a page whose documents are right never loads it. */
import { documentIssues as en } from './en/document-issues.js'
import { documentIssues as zhCN } from './zh-CN/document-issues.js'

export const documentIssues = { en, 'zh-CN': zhCN }
