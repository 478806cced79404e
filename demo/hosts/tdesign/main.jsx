import { createRoot } from 'react-dom/client'
import 'tdesign-react/es/_util/react-19-adapter'
import 'tdesign-react/es/style/index.css'
import 'tierkit/define'
import { BackOffice } from './BackOffice.jsx'
import './styles.css'

createRoot(document.getElementById('root')).render(<BackOffice />)
