// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "options/config_file.h"

#include "metrics/nearest_name.h"

#include <QFile>
#include <QStringDecoder>

#include <algorithm>

namespace fanlight {

using namespace Qt::Literals::StringLiterals;

namespace {

// What a backslash begins, in a value; "\x41" is as QSettings writes what it does not print.
// Nothing when it is none of these.
std::optional<QString> unescaped(QStringView text)
{
    QString plain;
    for (qsizetype at = 0; at < text.size(); ++at) {
        if (text[at] != u'\\') {
            plain += text[at];
            continue;
        }
        if (++at == text.size())
            return std::nullopt;
        constexpr QStringView Letters = u"\\\"ntr;,";
        constexpr QStringView Meant = u"\\\"\n\t\r;,";
        if (const qsizetype known = Letters.indexOf(text[at]); known >= 0) {
            plain += Meant[known];
            continue;
        }
        qsizetype end = at + 1;
        while (end < text.size() && end < at + 5
            && QStringView(u"0123456789abcdefABCDEF").contains(text[end]))
            ++end;
        if (text[at] != u'x' || end == at + 1)
            return std::nullopt;
        plain += QChar(text.sliced(at + 1, end - at - 1).toUShort(nullptr, 16));
        at = end - 1;
    }
    return plain;
}

} // namespace

// One pass over the lines.
class ConfigFile::Reader {
public:
    Reader(ConfigFile& file, QLatin1StringView section, const std::vector<OptionSpec>& specs)
        : m_file(file)
        , m_section(section)
        , m_specs(specs)
    {
    }

    void read(const QString& text)
    {
        for (const QStringView line : QStringView(text).split(u'\n')) {
            ++m_line;
            readLine(line.trimmed());
        }
    }

private:
    enum class Where { Nowhere, Here, Elsewhere };

    void fault(const QString& text)
    {
        m_file.m_faults += u"%1:%2: "_s.arg(m_file.m_path).arg(m_line) % text;
    }

    void readLine(QStringView line)
    {
        if (line.isEmpty() || line.startsWith(u'#') || line.startsWith(u';'))
            return;
        if (line.startsWith(u'['))
            enter(line);
        else if (m_where == Where::Nowhere)
            fault(u"“%1” stands in no section; write [%2] on a line above it"_s.arg(
                line.left(line.indexOf(u'=')).trimmed(), m_section));
        else if (m_where == Where::Here)
            readEntry(line);
    }

    void enter(QStringView line)
    {
        if (!line.endsWith(u']')) {
            fault(u"“%1” is not the name of a section; it ends with ]"_s.arg(line));
            m_where = Where::Elsewhere; // what follows is not what is wrong
            return;
        }
        const QStringView name = line.sliced(1).chopped(1).trimmed();
        m_where = name == m_section ? Where::Here : Where::Elsewhere;
        if (m_where == Where::Here)
            return;
        if (!nearestName(name, {QString(m_section)}).isEmpty())
            fault(u"there is no section [%1]; did you mean [%2]?"_s.arg(name, m_section));
        else
            m_file.m_notes
                += u"%1:%2: [%3] is left out; options of a hub stand in [%4]"_s.arg(m_file.m_path)
                       .arg(m_line)
                       .arg(name, m_section);
    }

    void readEntry(QStringView line)
    {
        const qsizetype equals = line.indexOf(u'=');
        const QStringView name = line.left(equals).trimmed();
        const OptionSpec* const spec = findOption(m_specs, name);
        if (!spec || m_section != QLatin1StringView(spec->settingsGroup)) {
            fault(unknown(name));
            return;
        }
        if (equals < 0) {
            fault(u"%1: has no value; write %1 = %2"_s.arg(
                name, spec->takesValue() ? QString::fromUtf8(spec->value) : u"on"_s));
            return;
        }
        const QStringView written = line.sliced(equals + 1).trimmed();
        const bool isQuoted = written.startsWith(u'"');
        const bool isClosed = written.size() > 1 && written.endsWith(u'"');
        const auto value = isQuoted && !isClosed
            ? std::nullopt
            : unescaped(isQuoted ? written.sliced(1).chopped(1) : written);
        if (!value)
            fault(u"%1: "_s.arg(name)
                % (isQuoted && !isClosed
                        ? u"its value begins with a quotation mark and does not end with one"_s
                        : u"a backslash is written \\\\; \\\" and \\n are known as well"_s));
        else if (!value->isEmpty())
            store(*spec, *value);
    }

    QString unknown(QStringView name) const
    {
        QStringList names;
        for (const OptionSpec& spec : m_specs) {
            if (!spec.isHidden && *spec.settingsGroup != '\0')
                names.append(QString::fromLatin1(spec.name));
        }
        const QString nearest = nearestName(name, names);
        return u"%1: there is no such option%2"_s.arg(name,
            nearest.isEmpty() ? u"; fanlight.conf(5) has all"_s
                              : u"; did you mean %1?"_s.arg(nearest));
    }

    void store(const OptionSpec& spec, const QString& value)
    {
        const QString name = QString::fromLatin1(spec.name);
        const auto before = m_file.m_entries.find(name);
        if (before == m_file.m_entries.end())
            m_file.m_entries.insert(name, {value, m_line});
        else if (spec.repeat == OptionRepeat::Joined)
            before->value += u',' % value;
        else
            fault(u"%1: is given twice, and takes one value; it stands in line %2, too"_s.arg(name)
                      .arg(before->line));
    }

    ConfigFile& m_file;
    const QLatin1StringView m_section;
    const std::vector<OptionSpec>& m_specs;
    int m_line = 0;
    Where m_where = Where::Nowhere;
};

ConfigFile ConfigFile::read(
    const QString& path, QLatin1StringView section, const std::vector<OptionSpec>& specs)
{
    ConfigFile result;
    result.m_path = path;
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly)) {
        result.m_faults += u"cannot read %1: %2"_s.arg(path, file.errorString());
        return result;
    }
    const QByteArray bytes = file.read(MostBytes + 1);
    QStringDecoder decode(QStringDecoder::Utf8);
    const QString text = decode(bytes);
    if (file.error() != QFileDevice::NoError)
        result.m_faults += u"cannot read %1: %2"_s.arg(path, file.errorString());
    else if (bytes.size() > MostBytes)
        result.m_faults += u"%1: has more than 1 MiB"_s.arg(path);
    else if (decode.hasError() || text.contains(QChar(u'\0')))
        result.m_faults += u"%1: is not text in UTF-8"_s.arg(path);
    else
        Reader(result, section, specs).read(text);
    return result;
}

const ConfigFile::Entry* ConfigFile::find(QLatin1StringView name) const
{
    const auto at = m_entries.constFind(name);
    return at == m_entries.constEnd() ? nullptr : &*at;
}

QString ConfigFile::placeOf(QLatin1StringView name) const
{
    const Entry* const entry = find(name);
    return entry ? u"%1:%2: "_s.arg(m_path).arg(entry->line) % name : QString(name);
}

} // namespace fanlight
