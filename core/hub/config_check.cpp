// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "hub/config_check.h"

#include "hub/hub_access.h"
#include "hub/listen_options.h"
#include "hub/tls_options.h"
#include "metrics/nearest_name.h"
#include "net/tls_context.h"
#include "options/option_values.h"
#include "sources/source_url.h"

#include <QDateTime>
#include <QFileInfo>
#include <QSettings>
#include <QUrl>

#include <algorithm>
#include <array>

namespace fanlight {

using namespace Qt::Literals::StringLiterals;

namespace {

// Of fanlightd --examine and fanlight-load.
constexpr std::array OtherVariables{"FANLIGHT_TOKEN"_L1, "FANLIGHT_USER_TOKEN"_L1};

// One pass over what was read.
class ConfigLook {
public:
    ConfigLook(const ParsedArguments& arguments, const std::vector<OptionSpec>& specs)
        : m_arguments(arguments)
        , m_specs(specs)
    {
        m_report.faults = arguments.faults;
        m_report.notes = arguments.notes;
    }

    void lookAtOwn(const QStringList& faults)
    {
        for (const QString& fault : faults)
            addFault(fault);
    }

    // Each option that names files by itself, so that one does not hide the next; then all of them,
    // for what they are together.
    void lookAtKeysAndTokens()
    {
        const HubOptions& all = m_arguments.hub;
        const std::size_t before = m_report.faults.size();
        for (const auto member : {&HubOptions::adminToken, &HubOptions::publishToken,
                 &HubOptions::monitorToken, &HubOptions::jwtSecret, &HubOptions::jwtSecretPrevious})
            lookAtAccess([&](HubOptions& one) { one.*member = all.*member; });
        for (const QString& file : all.jwtKeys)
            lookAtAccess([&](HubOptions& one) { one.jwtKeys = {file}; });
        if (m_report.faults.size() == before)
            lookAtAccess([&](HubOptions& one) { one = all; });
    }

    void lookAtTls()
    {
        const TlsFiles files = tls_options::filesOf(m_arguments.hub);
        if (files.certificate.empty())
            return;
        std::string error;
        const auto tls = TlsContext::make(files, error);
        if (!tls) {
            addFault(QString::fromStdString(error));
            return;
        }
        for (const std::string& warning : tls->warnings(QDateTime::currentMSecsSinceEpoch()))
            m_report.notes += QString::fromStdString(warning);
    }

    // Their passwords in files; what stands in the URLs was looked at with the options.
    void lookAtSources()
    {
        for (const QString& source : m_arguments.hub.sources) {
            auto url = SourceUrl::parse(source, nullptr);
            const QString wrong = url ? url->readPassword() : QString();
            if (!wrong.isEmpty())
                addFault(u"--source: "_s % wrong);
        }
    }

    void lookAtFilesToWrite()
    {
        lookAtFileToWrite(u"log-file"_s, m_arguments.hub.logFile);
        lookAtFileToWrite(u"audit-file"_s, m_arguments.hub.auditFile);
        lookAtFileToWrite(u"csv"_s, m_arguments.extra.value(u"csv"_s));
    }

    void lookAtEnvironment(const QHash<QString, QString>& environment)
    {
        QStringList known(OtherVariables.begin(), OtherVariables.end());
        for (const OptionSpec& spec : m_specs) {
            if (!spec.variable().isEmpty())
                known += spec.variable();
        }
        QStringList names = environment.keys();
        names.sort();
        for (const QString& name : names) {
            const QString nearest = known.contains(name) ? QString() : nearestName(name, known);
            if (!known.contains(name))
                m_report.notes += name % u": no option is called so"_s
                    % (nearest.isEmpty() ? QString()
                                         : QString(u"; did you mean "_s % nearest % u'?'));
        }
    }

    // Secrets that all may read, and options that the settings file has and nobody knows.
    void lookAtFile(const QString& path, bool isSettings)
    {
        if (path.isEmpty() || !QFileInfo::exists(path))
            return;
        const ConfigFile file = ConfigFile::read(path, "hub"_L1, m_specs);
        if (isSettings) {
            m_report.notes += file.faults(); // they keep no hub from starting
            addLines(file);
        }
        if (!QFileInfo(path).permissions().testFlag(QFileDevice::ReadOther))
            return;
        for (const OptionSpec& spec : m_specs) {
            const auto name = QLatin1StringView(spec.name);
            const ConfigFile::Entry* const entry = file.find(name);
            if (entry && holdsSecret(spec, entry->value))
                m_report.notes += file.placeOf(name)
                    % u": all users of this machine can read it; use @FILE, or mode 0640"_s;
        }
    }

    ConfigReport conclude()
    {
        const HubOptions& hub = m_arguments.hub;
        m_report.summary = u"The configuration will do: listens on %1, broker %2%3%4%5"_s.arg(
            listen_options::text(hub),
            hub.broker == "memory"_L1 ? u"memory"_s : u"redis"_s, // its URL may hold a password
            hub.sources.isEmpty()
                ? QString()
                : QString(u", %1 %2"_s.arg(hub.sources.size())
                              .arg(hub.sources.size() == 1 ? u"source"_s : u"sources"_s)),
            hub.tlsCert.isEmpty() ? QString() : u", with TLS"_s,
            m_arguments.configFile.isEmpty() ? QString()
                                             : QString(u"; "_s % m_arguments.configFile));
        return std::move(m_report);
    }

private:
    void addFault(const QString& text) { m_report.faults.push_back(m_arguments.located(text)); }

    template <class Fill> void lookAtAccess(Fill fill)
    {
        HubOptions one;
        fill(one);
        QString error;
        if (!HubAccess::make(one, {}, error))
            addFault(error);
    }

    void lookAtFileToWrite(const QString& name, const QString& path)
    {
        if (path.isEmpty())
            return;
        const QFileInfo file(path);
        const QFileInfo folder(file.absolutePath());
        QString wrong;
        if (file.exists() && file.isDir())
            wrong = u"%1 is a folder"_s.arg(path);
        else if (file.exists() ? !file.isWritable() : folder.isDir() && !folder.isWritable())
            wrong = u"cannot write %1: permission denied"_s.arg(path);
        else if (!folder.isDir())
            wrong = u"cannot write %1: there is no folder %2"_s.arg(path, folder.filePath());
        if (!wrong.isEmpty())
            addFault(u"--"_s % name % u": "_s % wrong);
    }

    static bool holdsSecret(const OptionSpec& spec, const QString& value)
    {
        const QStringList sources
            = QByteArrayView(spec.name) == "source" ? SourceUrl::split(value) : QStringList();
        if (!sources.isEmpty())
            return std::any_of(sources.begin(), sources.end(), [](const QString& source) {
                const auto url = SourceUrl::parse(source, nullptr);
                return !url || url->holdsSecret();
            });
        if (spec.kind == OptionKind::Url)
            return !QUrl(value).password().isEmpty();
        const QStringList parts = option_values::commaSeparated(value);
        return spec.isSecret && std::any_of(parts.begin(), parts.end(), [](const QString& part) {
            return !part.startsWith(u'@') && !part.contains("=@"_L1);
        });
    }

    // What is told by the key alone where options are read is told by its line here.
    void addLines(const ConfigFile& file)
    {
        for (OptionFault& fault : m_report.faults) {
            for (const OptionSpec& spec : m_specs) {
                const auto name = QLatin1StringView(spec.name);
                const QString place = m_arguments.places.value(name);
                if (fault.origin == OptionOrigin::SettingsFile && file.find(name)
                    && fault.text.startsWith(place + u": "))
                    fault.text.replace(0, place.size(), file.placeOf(name));
            }
        }
    }

    const ParsedArguments& m_arguments;
    const std::vector<OptionSpec>& m_specs;
    ConfigReport m_report;
};

} // namespace

int ConfigReport::exitCode() const
{
    const bool isUsage = std::any_of(faults.begin(), faults.end(),
        [](const OptionFault& fault) { return fault.origin == OptionOrigin::CommandLine; });
    return isUsage ? 2 : int(!faults.empty());
}

ConfigReport checkConfig(const ParsedArguments& arguments, const std::vector<OptionSpec>& specs,
    const QHash<QString, QString>& environment, const QSettings* settings,
    const QStringList& ownFaults)
{
    ConfigLook look(arguments, specs);
    look.lookAtOwn(ownFaults);
    look.lookAtKeysAndTokens();
    look.lookAtTls();
    look.lookAtSources();
    look.lookAtFilesToWrite();
    look.lookAtEnvironment(environment);
    if (!arguments.configFile.isEmpty())
        look.lookAtFile(arguments.configFile, false);
    else if (settings)
        look.lookAtFile(settings->fileName(), true);
    return look.conclude();
}

} // namespace fanlight
