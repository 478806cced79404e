import { createRoot } from 'react-dom/client'
import 'antd/dist/reset.css'
import 'tierkit/define'
import { BackOffice } from './BackOffice.jsx'
import './styles.css'

createRoot(document.getElementById('root')).render(<BackOffice />)
