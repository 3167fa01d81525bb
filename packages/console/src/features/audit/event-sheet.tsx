import { Dialog } from '../../ui/dialog.tsx'
import { EventDetail } from './event-detail.tsx'
import type { EventPanelProps } from './event-panel.tsx'
import { texts } from './texts.ts'

/** The panel where there is no room beside the events. */
export default function EventSheet({ id, audit, onClose }: EventPanelProps) {
  return (
    <Dialog open shape="sheet" title={texts.panel.label} onClose={onClose}>
      <EventDetail key={id} id={id} audit={audit} />
    </Dialog>
  )
}
