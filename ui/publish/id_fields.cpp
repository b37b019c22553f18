// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "publish/id_fields.h"

#include "publish/wire_preview.h"
#include "widgets/label.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>

namespace fanlight {

IdFields::IdFields(const QString& hint, QWidget* parent)
    : QWidget(parent)
    , m_id(new QLineEdit)
    , m_once(new QLineEdit)
{
    m_id->setAccessibleName(tr("Event id"));
    m_id->setPlaceholderText(unassignedId());
    m_id->setToolTip(m_id->placeholderText() + u'\n' + hint);
    m_once->setAccessibleName(tr("Once key"));
    m_once->setPlaceholderText(tr("no key"));
    m_once->setToolTip(tr("What has the same key within five minutes is not published again, but "
                          "answered with what the first came to.")
        + u'\n' + hint);
    QLabel* const name = makeLabel(tr("once key"), "dim");
    name->setBuddy(m_once);
    auto* line = new QHBoxLayout(this);
    line->setContentsMargins({});
    line->setSpacing(8);
    line->addWidget(m_id, 3); // its placeholder is longer
    line->addWidget(name);
    line->addWidget(m_once, 2);
    for (QLineEdit* field : {m_id, m_once})
        connect(field, &QLineEdit::textChanged, this, &IdFields::changed);
}

QString IdFields::id() const
{
    return m_id->text();
}

QString IdFields::once() const
{
    return m_once->text();
}

void IdFields::set(const QString& id, const QString& once)
{
    m_id->setText(id);
    m_once->setText(once);
}

QWidget* IdFields::first() const
{
    return m_id;
}

} // namespace fanlight
