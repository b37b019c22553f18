// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "settings/option_control.h"

#include "settings/address_control.h"
#include "settings/control_parts.h"
#include "settings/option_texts.h"
#include "settings/quantity_spin.h"
#include "widgets/segmented.h"

#include <QCheckBox>
#include <QFileDialog>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSignalBlocker>

#include <algorithm>

namespace fanlight {

using namespace Qt::Literals::StringLiterals;

namespace {

using control_parts::acceptsOf;
using control_parts::look;
using control_parts::makeLine;
using control_parts::tell;

constexpr int LineWidth = 300;

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
