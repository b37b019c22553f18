// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "shell/page_frame.h"

#include <QEvent>
#include <QLayout>

#include <algorithm>

namespace fanlight {

namespace {

// Holds the page in the frame. A scroll area gives a layout whose height goes with its width the
// height it would like to have, and scrolls where there is less; the page is asked for the least
// one instead.
class PageHolder : public QWidget {
public:
    explicit PageHolder(QWidget* page)
        : m_page(page)
    {
        page->setParent(this);
        page->show();
    }

    QSize sizeHint() const override { return m_page->sizeHint(); }
    QSize minimumSizeHint() const override
    {
        QSize least = m_page->minimumSizeHint().expandedTo(m_page->minimumSize());
        if (const QLayout* layout = m_page->layout(); layout && layout->hasHeightForWidth())
            least.setHeight(layout->minimumHeightForWidth(std::max(width(), least.width())));
        return least;
    }

protected:
    bool event(QEvent* event) override
    {
        if (event->type() == QEvent::LayoutRequest)
            updateGeometry(); // of the page: the frame hears of it
        return QWidget::event(event);
    }
    void resizeEvent(QResizeEvent* event) override
    {
        QWidget::resizeEvent(event);
        m_page->setGeometry(rect());
        updateGeometry();
    }

private:
    QWidget* const m_page;
};

} // namespace

QWidget* PageFrame::around(QWidget* page)
{
    if (auto* scrolled = qobject_cast<QScrollArea*>(page)) {
        scrolled->setHorizontalScrollBarPolicy(Qt::ScrollBarAsNeeded);
        return scrolled;
    }
    return new PageFrame(page);
}

PageFrame::PageFrame(QWidget* page)
{
    setFrameShape(QFrame::NoFrame);
    setFocusPolicy(Qt::NoFocus);
    setWidgetResizable(true);
    setAccessibleName(page->accessibleName());
    auto* holder = new PageHolder(page);
    setWidget(holder);
    // Else the page would be painted on a white ground.
    viewport()->setAutoFillBackground(false);
    holder->setAutoFillBackground(false);
    page->setAutoFillBackground(false);
}

} // namespace fanlight
