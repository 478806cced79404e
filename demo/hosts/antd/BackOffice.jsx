import { Button, Card, ConfigProvider, Flex, Layout, Switch, Table, Tag, Typography, theme } from 'antd'
import enUS from 'antd/locale/en_US'
import zhCN from 'antd/locale/zh_CN'
import { useEffect, useState } from 'react'
import { brands, orders, stores, words } from '../shared/back-office.js'
import { Growth } from './Growth.jsx'

const locales = { en: enUS, 'zh-CN': zhCN }

function Orders({ lang, say }) {
  const [id, at, amount, state] = say.columns
  const columns = [
    { title: id, dataIndex: 'id' },
    { title: at, dataIndex: 'at' },
    { title: amount, dataIndex: 'amount', align: 'end' },
    { title: state, dataIndex: 'state', render: (name) => <Tag>{name[lang]}</Tag> },
  ]
  return (
    <Card id="orders" title={say.orders}>
      <Table
        rowKey="id"
        columns={columns}
        dataSource={orders}
        pagination={false}
        scroll={{ x: 'max-content' }}
      />
    </Card>
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
    document.documentElement.lang = lang
  }, [lang])

  const open = (event) => {
    event.preventDefault()
    setOpened(event.detail.task)
  }
  return (
    <ConfigProvider
      locale={locales[lang]}
      theme={{
        cssVar: { key: 'back-office' },
        algorithm: isDark ? theme.darkAlgorithm : theme.defaultAlgorithm,
        token: { colorPrimary: brand },
      }}
    >
      {/* Ant Design writes its variables where its own components are: inside a Layout the elements find them. */}
      <Layout className="office">
        <Layout.Header className="bar">
          <Flex wrap gap="small" align="center">
            <Typography.Title level={4}>{say.title}</Typography.Title>
            <Typography.Text type="secondary" className="store">
              {store.name[lang]}
            </Typography.Text>
            <Button id="other" onClick={() => setTurn(turn + 1)}>
              {say.other}
            </Button>
            <Button id="brand" type="primary" onClick={() => setBrand(brands[1 - brands.indexOf(brand)])}>
              {say.brand}
            </Button>
            <Switch
              id="dark"
              checked={isDark}
              onChange={setDark}
              checkedChildren={say.dark}
              unCheckedChildren={say.light}
            />
            <Button id="language" onClick={() => setLang(lang === 'en' ? 'zh-CN' : 'en')}>
              {say.language}
            </Button>
            <Button id="shown" onClick={() => setShown(!isShown)}>
              {isShown ? say.hide : say.show}
            </Button>
          </Flex>
        </Layout.Header>
        <Layout.Content className="content">
          {isShown && <Growth store={store.id} title={say.score(store.name[lang])} onOpen={open} />}
          <Typography.Paragraph id="said" type="secondary" className="said">
            {say.said(opened)}
          </Typography.Paragraph>
          <Orders lang={lang} say={say} />
        </Layout.Content>
      </Layout>
    </ConfigProvider>
  )
}
