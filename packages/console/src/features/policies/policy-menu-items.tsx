import { Trash2 } from 'lucide-react'
import { MenuItem } from '../../ui/menu.tsx'
import { texts } from './texts.ts'

export interface PolicyMenuItemsProps {
  readonly forbidden: string | undefined
  readonly onDelete: () => void
}

export default function PolicyMenuItems({ forbidden, onDelete }: PolicyMenuItemsProps) {
  return (
    <MenuItem danger icon={<Trash2 size={15} aria-hidden />} disabledReason={forbidden} onSelect={onDelete}>
      {texts.one.delete}
    </MenuItem>
  )
}
