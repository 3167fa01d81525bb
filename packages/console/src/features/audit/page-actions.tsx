import { Bookmark, Download, ShieldCheck } from 'lucide-react'
import { lazy, Suspense, useState } from 'react'
import { useMe, whyNot } from '../../api/session.ts'
import { Button } from '../../ui/button.tsx'
import { MenuButton } from '../../ui/menu-button.tsx'
import styles from './page-actions.module.css'
import { texts } from './texts.ts'
import type { Audit } from './use-audit.ts'

const ExportMenuItems = lazy(() => import('./export-menu-items.tsx'))
const ViewsMenuItems = lazy(() => import('./views-menu-items.tsx'))
const SaveViewDialog = lazy(() => import('./save-view-dialog.tsx'))
const VerifyDialog = lazy(() => import('./verify-dialog.tsx'))

export function PageActions({ audit }: { readonly audit: Audit }) {
  const [open, setOpen] = useState<'save' | 'verify'>()
  const forbidden = whyNot(useMe(), 'audit.read')
  const close = () => setOpen(undefined)
  return (
    <div className={styles.actions}>
      <MenuButton
        items={<ViewsMenuItems audit={audit} onSave={() => setOpen('save')} />}
        button={(props) => (
          <Button {...props} icon={<Bookmark size={15} aria-hidden />}>
            {texts.views.open}
          </Button>
        )}
      />
      <MenuButton
        items={<ExportMenuItems audit={audit} />}
        button={(props) => (
          <Button {...props} icon={<Download size={15} aria-hidden />}>
            {texts.exporting.open}
          </Button>
        )}
      />
      <Button
        icon={<ShieldCheck size={15} aria-hidden />}
        disabledReason={forbidden}
        aria-haspopup="dialog"
        onClick={() => setOpen('verify')}
      >
        {texts.verify.open}
      </Button>
      <Suspense>
        {open === 'save' && <SaveViewDialog filters={audit.filters} onClose={close} />}
        {open === 'verify' && <VerifyDialog filters={audit.filters} asked={audit.asked} onClose={close} />}
      </Suspense>
    </div>
  )
}
