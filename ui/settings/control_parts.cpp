// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "settings/control_parts.h"

#include "hub/options.h"

#include <QHBoxLayout>
#include <QStyle>

namespace fanlight::control_parts {

QHBoxLayout* makeLine(QWidget& widget)
{
    auto* line = new QHBoxLayout(&widget);
    line->setContentsMargins({});
    line->setSpacing(Gap);
    return line;
}

void look(QWidget& widget, bool invalid)
{
    if (widget.property("invalid").toBool() == invalid)
        return;
    widget.setProperty("invalid", invalid);
    widget.style()->unpolish(&widget);
    widget.style()->polish(&widget);
}

void tell(QWidget& widget, const QString& name, const QString& description)
{
    widget.setAccessibleName(name);
    widget.setAccessibleDescription(description);
}

QuantitySpin::Accepts acceptsOf(const QString& option)
{
    return [option](const QString& text) {
        HubOptions options;
        return setHubOption(options, option, text).isEmpty();
    };
}

} // namespace fanlight::control_parts
