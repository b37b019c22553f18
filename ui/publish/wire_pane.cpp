// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "publish/wire_pane.h"

#include "format.h"
#include "widgets/elided_label.h"

#include <algorithm>

namespace fanlight {

WirePane::WirePane(const Theme& theme, QWidget* parent)
    : QPlainTextEdit(parent)
    , m_theme(theme)
    , m_caption(new ElidedLabel)
{
    setLook(*m_caption, "hint");
    setLook(*this, "code");
    setReadOnly(true);
    setPlaceholderText(tr("nothing: the payload is not valid JSON yet"));
    setLineWrapMode(NoWrap);
    setTabChangesFocus(true);
    setAccessibleName(tr("On the wire"));
    setMinimumHeight(58);
    setMaximumHeight(150);
    setFont(theme.monospace());
    connect(&theme, &Theme::changed, this, [this] { setFont(m_theme.monospace()); });
}

void WirePane::showNothing()
{
    clear();
    m_caption->clear();
}

void WirePane::show(const WirePreview& preview, bool hasId)
{
    m_caption->setText(preview.caption());
    const QByteArray& event = preview.event;
    const qsizetype left = event.size() - MostBytes;
    QString text = QString::fromUtf8(event.first(std::min(event.size(), MostBytes))).trimmed();
    if (left > 0)
        text += tr("…\n(%1 more not shown)").arg(format::bytes(double(left)));
    setPlainText(text);

    QList<QTextEdit::ExtraSelection> dimmed;
    if (!hasId) {
        QTextEdit::ExtraSelection placeholder;
        placeholder.cursor = document()->find(unassignedId());
        placeholder.format.setForeground(m_theme.color(Theme::Role::Dim));
        dimmed.append(placeholder);
    }
    setExtraSelections(dimmed);
}

} // namespace fanlight
