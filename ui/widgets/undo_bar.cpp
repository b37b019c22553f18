// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/undo_bar.h"

#include "theme/theme.h"
#include "widgets/key_notes.h"
#include "widgets/label.h"

#include <QAccessible>
#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QShortcut>

#include <algorithm>
#include <utility>

namespace fanlight {
namespace {
constexpr int EdgeMargin = 16; // to the page's edges
constexpr int Widest = 640;
} // namespace

UndoBar::UndoBar(QWidget* page)
    : QFrame(page)
    , m_text(makeLabel(QString(), ""))
    , m_button(new QPushButton(tr("&Undo")))
    , m_close(new QPushButton(tr("Close")))
    , m_key(
          new QShortcut(QKeySequence::Undo, page, nullptr, nullptr, Qt::WidgetWithChildrenShortcut))
{
    setLook(*this, "toast");
    m_timer.setSingleShot(true);
    m_timer.setInterval(Patience);
    m_text->setWordWrap(true);
    m_button->setToolTip(
        tr("Brings it back (%1)")
            .arg(QKeySequence(QKeySequence::Undo).toString(QKeySequence::NativeText)));
    setLook(*m_button, "small");
    setLook(*m_close, "link");
    m_close->setAccessibleName(tr("Close this notice"));
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(14, 8, 8, 8);
    row->setSpacing(10);
    row->addWidget(m_text, 1);
    row->addWidget(m_button);
    row->addWidget(m_close);

    explainKey(*m_key, tr("Bring back what was cleared or replaced"));
    m_key->setEnabled(false);
    connect(m_key, &QShortcut::activated, this, &UndoBar::undo);
    connect(m_button, &QPushButton::clicked, this, &UndoBar::undo);
    connect(m_close, &QPushButton::clicked, this, &UndoBar::dismiss);
    connect(&m_timer, &QTimer::timeout, this, [this] {
        if (isLookedAt())
            m_timer.start();
        else
            dismiss();
    });
    page->installEventFilter(this);
    hide();
}

void UndoBar::offer(const QString& text, std::function<void()> undo)
{
    m_undo = std::move(undo);
    m_text->setText(text);
    setAccessibleName(text);
    m_key->setEnabled(true);
    place(); // first: where it is shown, the pointer counts as on it
    show();
    raise();
    m_timer.start();
    QAccessibleEvent alert(this, QAccessible::Alert);
    QAccessible::updateAccessibility(&alert);
}

QString UndoBar::text() const
{
    return m_text->text();
}

void UndoBar::setPatience(std::chrono::milliseconds patience)
{
    m_timer.setInterval(patience);
}

void UndoBar::undo()
{
    if (const std::function<void()> undo = takeOffer()) {
        undo();
        Q_EMIT undone();
    }
}

void UndoBar::dismiss()
{
    if (takeOffer())
        Q_EMIT dismissed();
}

std::function<void()> UndoBar::takeOffer()
{
    m_timer.stop();
    explainKey(*m_key, tr("Bring back what was cleared or replaced"));
    m_key->setEnabled(false);
    // the focus goes back to the page, not to whatever comes next in the order of tabs
    if (QWidget* page = parentWidget(); page && (m_button->hasFocus() || m_close->hasFocus()))
        page->setFocus();
    hide();
    return std::exchange(m_undo, nullptr);
}

bool UndoBar::isLookedAt() const
{
    return underMouse() || m_button->hasFocus() || m_close->hasFocus();
}

void UndoBar::place()
{
    const QSize page = parentWidget()->size();
    const int width = std::min({sizeHint().width(), Widest, page.width() - 2 * EdgeMargin});
    const int height = layout()->hasHeightForWidth() ? layout()->totalHeightForWidth(width)
                                                     : sizeHint().height();
    setGeometry((page.width() - width) / 2, page.height() - height - EdgeMargin, width, height);
}

bool UndoBar::eventFilter(QObject* watched, QEvent* event)
{
    if (watched == parentWidget() && event->type() == QEvent::Resize && isOffered())
        place();
    return QFrame::eventFilter(watched, event);
}

void UndoBar::enterEvent(QEnterEvent* event)
{
    m_timer.stop();
    QFrame::enterEvent(event);
}

void UndoBar::leaveEvent(QEvent* event)
{
    if (isOffered())
        m_timer.start(); // the whole time again: one who was there has just read it
    QFrame::leaveEvent(event);
}

} // namespace fanlight
