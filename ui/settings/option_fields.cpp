// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "settings/option_fields.h"

#include "theme/theme.h"
#include "widgets/filter_line.h"

#include <QLabel>
#include <QLineEdit>

#include <algorithm>

namespace fanlight {
namespace {

constexpr int LabelDrop = 6; // brings it to the height of the text in the field

// What nobody should read over a shoulder.
bool isSecret(const QString& option)
{
    return option.contains(QLatin1String("token")) || option.contains(QLatin1String("key"));
}

} // namespace

OptionFields::Field OptionFields::add(const OptionSpec& spec, int labelWidth)
{
    Field field{QString::fromLatin1(spec.name), new QLabel(QString::fromLatin1(spec.name)),
        new QLineEdit, new QLabel, QString::fromUtf8(spec.help), {}};
    setLook(*field.label, "dim");
    field.label->setFixedWidth(labelWidth);
    field.label->setContentsMargins(0, LabelDrop, 0, 0);
    field.label->setBuddy(field.edit);
    field.edit->setAccessibleName(field.name);
    field.edit->setAccessibleDescription(field.help);
    field.edit->setPlaceholderText(QString::fromUtf8(spec.value));
    if (isSecret(field.name))
        field.edit->setEchoMode(QLineEdit::PasswordEchoOnEdit);
    setLook(*field.error, "bad");
    field.error->setWordWrap(true);
    field.error->hide();
    m_fields.push_back(field);
    return field;
}

const OptionFields::Field* OptionFields::find(QStringView option) const
{
    const auto found = std::find_if(m_fields.begin(), m_fields.end(),
        [option](const Field& one) { return one.name == option; });
    return found == m_fields.end() ? nullptr : &*found;
}

QLineEdit* OptionFields::edit(QStringView option) const
{
    const Field* found = find(option);
    return found ? found->edit : nullptr;
}

QString OptionFields::error(QStringView option) const
{
    const Field* found = find(option);
    return found ? found->error->text() : QString();
}

void OptionFields::load(const HubOptions& running)
{
    for (Field& one : m_fields) {
        one.loaded = hubOptionText(running, one.name);
        one.edit->setText(one.loaded);
    }
}

void OptionFields::follow(const HubOptions& running)
{
    for (Field& one : m_fields) {
        const bool isTyped = one.edit->text() != one.loaded;
        one.loaded = hubOptionText(running, one.name);
        if (!isTyped)
            one.edit->setText(one.loaded);
    }
}

bool OptionFields::read(const HubOptions& running, HubOptions& wanted) const
{
    bool valid = true;
    for (const Field& one : m_fields) {
        const QString text = one.edit->text().trimmed();
        // What was not touched needs no check: it may come from elsewhere in a form of its own.
        const bool touched = text != hubOptionText(running, one.name);
        const QString error = touched ? setHubOption(wanted, one.name, text) : QString();
        if (error != one.error->text() || error.isEmpty() != one.error->isHidden())
            showFilterProblem(*one.edit, *one.error, error);
        if (error.isEmpty())
            one.edit->setAccessibleDescription(one.help);
        valid = valid && error.isEmpty();
    }
    return valid;
}

} // namespace fanlight
