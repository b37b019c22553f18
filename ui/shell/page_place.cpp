// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "shell/page_place.h"

#include <QVBoxLayout>

#include <utility>

namespace fanlight {

PagePlace::PagePlace(const QString& title, Make make, QWidget* parent)
    : QWidget(parent)
    , m_make(std::move(make))
{
    setAccessibleName(title);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins({});
    column->setSpacing(0);
}

void PagePlace::build()
{
    if (const Make make = std::exchange(m_make, {}))
        layout()->addWidget(make());
}

void PagePlace::setVisible(bool visible)
{
    if (visible)
        build();
    QWidget::setVisible(visible);
}

} // namespace fanlight
