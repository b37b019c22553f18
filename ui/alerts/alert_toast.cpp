// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "alerts/alert_toast.h"

#include "theme/theme.h"
#include "widgets/label.h"

#include <QAccessible>
#include <QApplication>
#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>

#include <algorithm>

namespace fanlight {

namespace {

constexpr int ToastMargin = 16; // to the window's edges
constexpr int ToastFoot = 44; // above the status line
constexpr int WidestToast = 460;

} // namespace

AlertToast::AlertToast(QWidget* window)
    : QFrame(window)
    , m_title(makeLabel("title"))
    , m_text(makeLabel("dim"))
{
    setLook(*this, "toast");
    m_title->setWordWrap(true);
    m_text->setWordWrap(true);
    auto* show = new QPushButton(tr("Show"));
    auto* close = new QPushButton(tr("Close"));
    setLook(*show, "small");
    setLook(*close, "link");
    close->setAccessibleName(tr("Close this alert"));
    auto* words = new QVBoxLayout;
    words->setSpacing(2);
    words->addWidget(m_title);
    words->addWidget(m_text);
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(14, 8, 8, 8);
    row->setSpacing(10);
    row->addLayout(words, 1);
    row->addWidget(show);
    row->addWidget(close);
    connect(show, &QPushButton::clicked, this, [this] {
        if (m_notices.empty())
            return;
        const QString key = m_notices.back().key;
        remove(key);
        Q_EMIT activated(key);
    });
    connect(close, &QPushButton::clicked, this, [this] {
        if (!m_notices.empty())
            remove(QString(m_notices.back().key));
    });
    window->installEventFilter(this);
    hide();
}

void AlertToast::add(const DesktopNotice& notice)
{
    std::erase_if(m_notices, [&notice](const DesktopNotice& one) { return one.key == notice.key; });
    m_notices.push_back(notice);
    if (m_notices.size() > Most)
        m_notices.erase(m_notices.begin());
    refresh();
    QApplication::alert(window());
    QAccessibleEvent alert(this, QAccessible::Alert);
    QAccessible::updateAccessibility(&alert);
}

void AlertToast::remove(const QString& key)
{
    std::erase_if(m_notices, [&key](const DesktopNotice& one) { return one.key == key; });
    refresh();
}

QString AlertToast::text() const
{
    return isHidden() ? QString() : m_title->text();
}

void AlertToast::refresh()
{
    if (m_notices.empty())
        return hide();
    const DesktopNotice& newest = m_notices.back();
    const int others = int(m_notices.size()) - 1;
    m_title->setText(newest.title);
    m_text->setText(others == 0 ? newest.text
                                : tr("%1 (%2)", "a notice, how many others")
                                      .arg(newest.text, tr("and %n more", nullptr, others)));
    setAccessibleName(newest.title);
    setAccessibleDescription(m_text->text());
    show();
    raise();
    place();
}

void AlertToast::place()
{
    const QWidget& window = *parentWidget();
    const int width = std::min(WidestToast, window.width() - 2 * ToastMargin);
    const int height = layout()->totalHeightForWidth(width);
    setGeometry(
        window.width() - width - ToastMargin, window.height() - height - ToastFoot, width, height);
}

bool AlertToast::eventFilter(QObject* watched, QEvent* event)
{
    if (event->type() == QEvent::Resize && isVisible())
        place();
    return QFrame::eventFilter(watched, event);
}

} // namespace fanlight
