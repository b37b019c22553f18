// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "settings/option_control.h"

#include "hub/options.h"
#include "settings/option_texts.h"
#include "settings/quantity_spin.h"
#include "theme/theme.h"
#include "widgets/segmented.h"

#include <QCheckBox>
#include <QComboBox>
#include <QFileDialog>
#include <QGridLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSignalBlocker>
#include <QStyle>
#include <QWheelEvent>

#include <algorithm>
#include <array>

namespace fanlight {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int LineWidth = 300;
constexpr int HostWidth = 170;
constexpr int Gap = 8;

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

// Whether the option takes it, whatever the others are.
QuantitySpin::Accepts acceptsOf(const QString& option)
{
    return [option](const QString& text) {
        HubOptions options;
        return setHubOption(options, option, text).isEmpty();
    };
}

class LineControl : public OptionControl {
public:
    explicit LineControl(const QString& placeholder = {})
        : m_edit(new QLineEdit)
        , m_line(makeLine(*this))
    {
        m_edit->setPlaceholderText(placeholder);
        m_edit->setMinimumWidth(LineWidth / 2);
        m_line->addWidget(m_edit, 1);
        setFocusProxy(m_edit);
        setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
        connect(m_edit, &QLineEdit::textEdited, this, &OptionControl::edited);
    }
    QString text() const override { return m_edit->text(); }
    void setText(const QString& text) override { m_edit->setText(text); }
    void setInvalid(bool invalid) override { look(*m_edit, invalid); }
    void describe(const QString& name, const QString& description) override
    {
        tell(*m_edit, name, description);
    }
    QSize sizeHint() const override
    {
        const int others = OptionControl::sizeHint().width() - m_edit->sizeHint().width();
        return {LineWidth + others, OptionControl::sizeHint().height()};
    }

protected:
    QLineEdit& edit() const { return *m_edit; }
    QHBoxLayout& line() const { return *m_line; }

private:
    QLineEdit* m_edit;
    QHBoxLayout* m_line;
};

// Dots, unless one asks to see it.
class SecretControl final : public LineControl {
public:
    SecretControl()
        : LineControl(OptionControl::tr("none"))
        , m_show(new QPushButton(OptionControl::tr("Show")))
    {
        edit().setEchoMode(QLineEdit::Password);
        edit().setInputMethodHints(Qt::ImhSensitiveData | Qt::ImhNoPredictiveText);
        m_show->setCheckable(true);
        m_show->setAutoDefault(false);
        line().addWidget(m_show);
        connect(m_show, &QPushButton::toggled, this, [this](bool shown) {
            m_show->setText(shown ? OptionControl::tr("Hide") : OptionControl::tr("Show"));
            edit().setEchoMode(shown ? QLineEdit::Normal : QLineEdit::Password);
        });
    }
    void describe(const QString& name, const QString& description) override
    {
        LineControl::describe(name, description);
        tell(*m_show, OptionControl::tr("Show: %1").arg(name), {});
    }

private:
    QPushButton* m_show;
};

class FileControl final : public LineControl {
public:
    FileControl()
        : LineControl(OptionControl::tr("none"))
        , m_choose(new QPushButton(OptionControl::tr("Choose…")))
    {
        m_choose->setAutoDefault(false);
        line().addWidget(m_choose);
        connect(m_choose, &QPushButton::clicked, this, [this] {
            // It is appended to, so nothing is replaced.
            const QString path = QFileDialog::getSaveFileName(window(), edit().accessibleName(),
                edit().text(), {}, nullptr, QFileDialog::DontConfirmOverwrite);
            if (path.isEmpty())
                return;
            edit().setText(path);
            Q_EMIT edited();
        });
    }
    void describe(const QString& name, const QString& description) override
    {
        LineControl::describe(name, description);
        tell(*m_choose, OptionControl::tr("Choose: %1").arg(name), {});
    }

private:
    QPushButton* m_choose;
};

class FlagControl final : public OptionControl {
public:
    FlagControl()
        : m_box(new QCheckBox(OptionControl::tr("allowed")))
    {
        makeLine(*this)->addWidget(m_box);
        setFocusProxy(m_box);
        setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
        connect(m_box, &QCheckBox::clicked, this, &OptionControl::edited);
    }
    QString text() const override { return m_box->isChecked() ? u"on"_s : QString(OffWord); }
    void setText(const QString& text) override { m_box->setChecked(text == u"on"_s); }
    void setInvalid(bool) override { }
    void describe(const QString& name, const QString& description) override
    {
        tell(*m_box, name, description);
    }

private:
    QCheckBox* m_box;
};

// Words to choose from, and where there are usual values of a quantity, any other one.
class ChoiceControl final : public OptionControl {
public:
    ChoiceControl(const QString& option, QList<OptionChoice> choices, bool hasOther)
        : m_choices(std::move(choices))
        , m_other(hasOther ? new QuantitySpin(option_texts::quantity(option)) : nullptr)
    {
        QStringList labels;
        for (const OptionChoice& choice : m_choices)
            labels << choice.label;
        if (hasOther)
            labels << OptionControl::tr("other…");
        m_segments = new Segmented(labels);
        auto* line = makeLine(*this);
        line->addWidget(m_segments);
        if (m_other) {
            line->addWidget(m_other);
            m_other->setAccepts(acceptsOf(option));
            m_other->hide();
            connect(m_other, &QuantitySpin::edited, this, &OptionControl::edited);
        }
        setFocusProxy(m_segments);
        setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
        connect(m_segments, &Segmented::changed, this, &ChoiceControl::choose);
    }
    QString text() const override
    {
        return isOther() ? m_other->optionText() : m_choices.at(m_segments->current()).word;
    }
    void setText(const QString& text) override
    {
        const QSignalBlocker blocker(m_segments);
        int at = 0;
        while (at < m_choices.size() && m_choices[at].word != text)
            ++at;
        if (at == m_choices.size() && !m_other)
            return; // a word of a later version: it stays as it is
        if (m_other)
            m_other->setOptionText(text);
        m_segments->setCurrent(at);
        showOther();
    }
    void setInvalid(bool invalid) override
    {
        if (m_other)
            m_other->setInvalid(invalid);
    }
    void describe(const QString& name, const QString& description) override
    {
        tell(*m_segments, name, description);
        if (m_other)
            tell(*m_other, OptionControl::tr("%1, other value").arg(name), description);
        // The segment that has the focus is what is read aloud.
        for (auto* button : m_segments->findChildren<QPushButton*>())
            tell(*button, OptionControl::tr("%1: %2").arg(name, button->text()), description);
    }

protected:
    void showEvent(QShowEvent* event) override
    {
        OptionControl::showEvent(event);
        makeRoom();
    }
    void changeEvent(QEvent* event) override
    {
        OptionControl::changeEvent(event);
        if (event->type() == QEvent::StyleChange || event->type() == QEvent::FontChange)
            makeRoom();
    }

private:
    // The chosen one is bold, which its size hint does not know of.
    void makeRoom()
    {
        for (auto* button : m_segments->findChildren<QPushButton*>()) {
            QFont bold = button->font();
            bold.setWeight(QFont::DemiBold);
            const int more = QFontMetrics(bold).horizontalAdvance(button->text())
                - button->fontMetrics().horizontalAdvance(button->text());
            button->setMinimumWidth(button->sizeHint().width() + std::max(0, more));
        }
    }
    bool isOther() const { return m_other && m_segments->current() == m_choices.size(); }
    void showOther()
    {
        if (!m_other || m_other->isHidden() == !isOther())
            return;
        m_other->setVisible(isOther());
        updateGeometry();
    }
    void choose(int index)
    {
        showOther();
        if (isOther())
            m_other->setFocus(Qt::OtherFocusReason);
        else if (m_other)
            m_other->setOptionText(m_choices.at(index).word);
        Q_EMIT edited();
    }

    const QList<OptionChoice> m_choices;
    Segmented* m_segments;
    QuantitySpin* m_other; // null: only those words
};

class QuantityControl final : public OptionControl {
public:
    explicit QuantityControl(const QString& option)
        : m_spin(new QuantitySpin(option_texts::quantity(option)))
    {
        m_spin->setAccepts(acceptsOf(option));
        makeLine(*this)->addWidget(m_spin);
        setFocusProxy(m_spin);
        setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
        connect(m_spin, &QuantitySpin::edited, this, &OptionControl::edited);
    }
    QString text() const override { return m_spin->optionText(); }
    void setText(const QString& text) override { m_spin->setOptionText(text); }
    void setInvalid(bool invalid) override { m_spin->setInvalid(invalid); }
    void describe(const QString& name, const QString& description) override
    {
        tell(*m_spin, name, description);
    }

private:
    QuantitySpin* m_spin;
};

// How many events, and for how long; or none.
class HistoryControl final : public OptionControl {
public:
    HistoryControl()
        : m_count(new QuantitySpin(option_texts::historyCount()))
        , m_age(new QuantitySpin(option_texts::historyAge()))
    {
        const auto accepts = acceptsOf(u"history"_s);
        m_count->setAccepts([accepts](const QString& count) {
            return count == u"0"_s || accepts(QString(count % u"/1h"_s));
        });
        m_age->setAccepts(
            [accepts](const QString& age) { return accepts(QString(u"1/"_s % age)); });
        auto* line = makeLine(*this);
        line->addWidget(m_count);
        line->addWidget(m_unit);
        line->addWidget(m_age);
        setFocusProxy(m_count);
        setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
        for (QuantitySpin* spin : {m_count, m_age}) {
            connect(spin, &QuantitySpin::edited, this, [this] {
                enableAge();
                Q_EMIT edited();
            });
        }
    }
    QString text() const override
    {
        return m_count->value() == qint64(0)
            ? QString(OffWord)
            : QString(m_count->optionText() % u'/' % m_age->optionText());
    }
    void setText(const QString& text) override
    {
        const qsizetype slash = text.indexOf(u'/');
        m_count->setOptionText(text == OffWord ? u"0"_s : text.left(slash));
        if (slash >= 0 || m_age->text().isEmpty()) // what history had before it was off stays
            m_age->setOptionText(slash >= 0 ? text.mid(slash + 1) : u"1h"_s);
        enableAge();
    }
    void setInvalid(bool invalid) override
    {
        m_count->setInvalid(invalid && !m_count->value());
        m_age->setInvalid(invalid && !m_age->value());
        if (invalid && m_count->value() && m_age->value()) { // out of bounds: one of the two
            m_count->setInvalid(true);
            m_age->setInvalid(true);
        }
    }
    void describe(const QString& name, const QString& description) override
    {
        tell(*m_count, OptionControl::tr("%1, events").arg(name), description);
        tell(*m_age, OptionControl::tr("%1, for how long").arg(name), description);
    }

private:
    void enableAge() { m_age->setEnabled(m_count->value() != qint64(0)); }

    QuantitySpin* m_count;
    QLabel* m_unit = new QLabel(OptionControl::tr("events, for"));
    QuantitySpin* m_age;
};

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

// The first address with a box for each of its parts, or the path of a Unix socket in the first;
// and a line for all others.
class AddressControl final : public OptionControl {
public:
    AddressControl()
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
        m_port->setAccepts([accepts = acceptsOf(u"listen"_s)](
                               const QString& port) { return accepts(u"localhost:"_s + port); });
        m_others->setPlaceholderText(OptionControl::tr("others, like [::1]:4000, unix:/PATH"));
        auto* lines = new QGridLayout(this);
        lines->setContentsMargins({});
        lines->setSpacing(Gap);
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
    QString text() const override
    {
        QString first = m_host->currentText().trimmed();
        if (!isPath())
            first += u':' % m_port->optionText();
        const QString others = m_others->text().trimmed();
        return others.isEmpty() ? first : QString(first % u',' % others);
    }
    void setText(const QString& text) override
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
    void setInvalid(bool invalid) override
    {
        look(*m_host, invalid);
        m_port->setInvalid(invalid);
        look(*m_others, invalid && !m_others->text().trimmed().isEmpty());
    }
    void describe(const QString& name, const QString& description) override
    {
        tell(*m_host, OptionControl::tr("%1, host").arg(name), description);
        tell(*m_port, OptionControl::tr("%1, port").arg(name), description);
        tell(*m_others, OptionControl::tr("%1, others").arg(name), description);
    }

private:
    static constexpr QLatin1StringView UnixPath{"unix:"};
    bool isPath() const { return m_host->currentText().trimmed().startsWith(UnixPath); }

    HostBox* m_host;
    QuantitySpin* m_port;
    QLineEdit* m_others;
};

} // namespace

OptionControl* makeOptionControl(const OptionSpec& spec)
{
    const QString name = QString::fromLatin1(spec.name);
    if (name == u"history"_s)
        return new HistoryControl;
    if (!spec.takesValue())
        return new FlagControl;
    if (const auto presets = option_texts::presets(name); !presets.isEmpty())
        return new ChoiceControl(name, presets, true);
    switch (spec.kind) {
    case OptionKind::Word:
        return new ChoiceControl(name, option_texts::choices(name), false);
    case OptionKind::Duration:
    case OptionKind::Size:
    case OptionKind::Whole:
        return new QuantityControl(name);
    case OptionKind::Address:
        return new AddressControl;
    case OptionKind::File:
        return new FileControl;
    default:
        break;
    }
    if (option_texts::isSecret(name))
        return new SecretControl;
    return new LineControl(
        name == u"instance-name"_s ? OptionControl::tr("automatic") : OptionControl::tr("none"));
}

} // namespace fanlight
