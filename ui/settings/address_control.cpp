// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "settings/address_control.h"

#include "settings/control_parts.h"
#include "settings/option_texts.h"
#include "settings/quantity_spin.h"

#include <QComboBox>
#include <QGridLayout>
#include <QLabel>
#include <QLineEdit>
#include <QSignalBlocker>
#include <QWheelEvent>

#include <array>

namespace fanlight {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int HostWidth = 170;
constexpr QLatin1StringView UnixPath{"unix:"};

// A choice box that the wheel passes over while it has not the focus.
class HostBox final : public QComboBox {
public:
    using QComboBox::QComboBox;

protected:
    void wheelEvent(QWheelEvent* event) override
    {
        if (hasFocus())
            QComboBox::wheelEvent(event);
        else
            event->ignore();
    }
};

} // namespace

AddressControl::AddressControl()
    : m_host(new HostBox)
    , m_port(new QuantitySpin(option_texts::port()))
    , m_others(new QLineEdit)
{
    const std::array<std::pair<QString, QString>, 5> hosts{
        {{u"localhost"_s, OptionControl::tr("this computer only, by IPv4 and IPv6")},
            {u"127.0.0.1"_s, OptionControl::tr("this computer only, by IPv4")},
            {u"[::1]"_s, OptionControl::tr("this computer only, by IPv6")},
            {u"0.0.0.0"_s, OptionControl::tr("every IPv4 address of this computer")},
            {u"[::]"_s, OptionControl::tr("every address of this computer")}}};
    m_host->setEditable(true);
    m_host->setInsertPolicy(QComboBox::NoInsert);
    m_host->setFocusPolicy(Qt::StrongFocus);
    m_host->setMinimumWidth(HostWidth);
    for (const auto& [host, what] : hosts) {
        m_host->addItem(host);
        m_host->setItemData(m_host->count() - 1, what, Qt::ToolTipRole);
    }
    m_port->setAccepts([accepts = control_parts::acceptsOf(u"listen"_s)](
                           const QString& port) { return accepts(u"localhost:"_s + port); });
    m_others->setPlaceholderText(OptionControl::tr("others, like [::1]:4000, unix:/PATH"));
    auto* lines = new QGridLayout(this);
    lines->setContentsMargins({});
    lines->setSpacing(control_parts::Gap);
    lines->addWidget(m_host, 0, 0);
    lines->addWidget(new QLabel(OptionControl::tr("port")), 0, 1);
    lines->addWidget(m_port, 0, 2);
    lines->addWidget(m_others, 1, 0, 1, 3);
    setFocusProxy(m_host);
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    connect(m_host, &QComboBox::editTextChanged, this, [this] {
        m_port->setEnabled(!isPath());
        Q_EMIT edited();
    });
    connect(m_port, &QuantitySpin::edited, this, &OptionControl::edited);
    connect(m_others, &QLineEdit::textChanged, this, &OptionControl::edited);
}

QString AddressControl::text() const
{
    QString first = m_host->currentText().trimmed();
    if (!isPath())
        first += u':' % m_port->optionText();
    const QString others = m_others->text().trimmed();
    return others.isEmpty() ? first : QString(first % u',' % others);
}

void AddressControl::setText(const QString& text)
{
    const QSignalBlocker blocker(m_host);
    const QSignalBlocker othersBlocker(m_others);
    const QString first = text.section(u',', 0, 0).trimmed();
    const qsizetype colon = first.startsWith(UnixPath) ? -1 : first.lastIndexOf(u':');
    m_host->setEditText(first.left(colon));
    if (colon >= 0)
        m_port->setOptionText(first.mid(colon + 1));
    m_port->setEnabled(!isPath());
    m_others->setText(text.section(u',', 1).trimmed());
}

void AddressControl::setInvalid(bool invalid)
{
    control_parts::look(*m_host, invalid);
    m_port->setInvalid(invalid);
    control_parts::look(*m_others, invalid && !m_others->text().trimmed().isEmpty());
}

void AddressControl::describe(const QString& name, const QString& description)
{
    control_parts::tell(*m_host, OptionControl::tr("%1, host").arg(name), description);
    control_parts::tell(*m_port, OptionControl::tr("%1, port").arg(name), description);
    control_parts::tell(*m_others, OptionControl::tr("%1, others").arg(name), description);
}

bool AddressControl::isPath() const
{
    return m_host->currentText().trimmed().startsWith(UnixPath);
}

} // namespace fanlight
