import { useEffect, useState } from 'react'
import { Button, Card, ConfigProvider, Layout, Switch, Table, Tag } from 'tdesign-react'
import enUS from 'tdesign-react/es/locale/en_US'
import zhCN from 'tdesign-react/es/locale/zh_CN'
import { brands, orders, stores, words } from '../shared/back-office.js'
import { Growth } from './Growth.jsx'

const locales = { en: enUS, 'zh-CN': zhCN }

function Orders({ lang, say }) {
  const [id, at, amount, state] = say.columns
  const columns = [
    { colKey: 'id', title: id },
    { colKey: 'at', title: at },
    { colKey: 'amount', title: amount, align: 'right' },
    { colKey: 'state', title: state, cell: ({ row }) => <Tag>{row.state[lang]}</Tag> },
  ]
  return (
    <section id="orders">
      <Card title={say.orders}>
        <Table rowKey="id" columns={columns} data={orders} />
      </Card>
    </section>
  )
}

export function BackOffice() {
  const [turn, setTurn] = useState(0)
  const [brand, setBrand] = useState(brands[0])
  const [isDark, setDark] = useState(false)
  const [lang, setLang] = useState('en')
  const [isShown, setShown] = useState(true)
  const [opened, setOpened] = useState('')
  const say = words[lang]
  const store = stores[turn % stores.length]

  useEffect(() => {
    const root = document.documentElement
    root.lang = lang
    root.setAttribute('theme-mode', isDark ? 'dark' : 'light')
    root.style.setProperty('--td-brand-color', brand)
  }, [lang, isDark, brand])

  const open = (event) => {
    event.preventDefault()
    setOpened(event.detail.task)
  }
  return (
    <ConfigProvider globalConfig={locales[lang]}>
      <Layout>
        <Layout.Header className="bar">
          <h1>{say.title}</h1>
          <span className="store">{store.name[lang]}</span>
          <Button id="other" variant="outline" onClick={() => setTurn(turn + 1)}>
            {say.other}
          </Button>
          <Button id="brand" theme="primary" onClick={() => setBrand(brands[1 - brands.indexOf(brand)])}>
            {say.brand}
          </Button>
          <span id="dark">
            <Switch value={isDark} onChange={setDark} label={[say.dark, say.light]} />
          </span>
          <Button id="language" variant="outline" onClick={() => setLang(lang === 'en' ? 'zh-CN' : 'en')}>
            {say.language}
          </Button>
          <Button id="shown" variant="outline" onClick={() => setShown(!isShown)}>
            {isShown ? say.hide : say.show}
          </Button>
        </Layout.Header>
        <Layout.Content className="content">
          {isShown && <Growth store={store.id} title={say.score(store.name[lang])} onOpen={open} />}
          <p id="said" className="said">
            {say.said(opened)}
          </p>
          <Orders lang={lang} say={say} />
        </Layout.Content>
      </Layout>
    </ConfigProvider>
  )
}
