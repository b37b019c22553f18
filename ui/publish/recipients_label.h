// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/value_label.h"

#include <QLayout>

#include <algorithm>

namespace fanlight {

// Whom a publish reaches, in as many lines as it takes. A form lays out rows whose height follows
// their width only when it is shown anew, so this one tells its height by itself. In a row of its
// own in the form; main thread.
class RecipientsLabel : public ValueLabel {
public:
    static constexpr int LineHeight = 32; // of the form
    static constexpr int LeastWidth = 80;

    bool hasHeightForWidth() const override { return false; }
    QSize minimumSizeHint() const override { return {LeastWidth, LineHeight}; }
    void fit()
    {
        const int height = std::max(LineHeight, heightForWidth(width()));
        if (height == minimumHeight())
            return;
        setMinimumHeight(height);
        parentWidget()->setMinimumHeight(height);
        parentWidget()->parentWidget()->layout()->invalidate();
        parentWidget()->parentWidget()->layout()->activate();
    }

protected:
    void resizeEvent(QResizeEvent* event) override
    {
        ValueLabel::resizeEvent(event);
        QMetaObject::invokeMethod(this, &RecipientsLabel::fit, Qt::QueuedConnection);
    }
};

} // namespace fanlight
